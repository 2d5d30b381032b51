using Kube.Kubelet.Linux;

namespace Kube.Kubelet.Volumes;

/// <summary>
/// Gives a volume to the pod's <c>fsGroup</c>: the group owns everything, may read it (and write it where the volume is
/// writable), and what is made later inherits the group.
/// </summary>
internal static class VolumeOwnership
{
    private const UnixFileMode Read = UnixFileMode.UserRead | UnixFileMode.GroupRead;
    private const UnixFileMode Write = UnixFileMode.UserWrite | UnixFileMode.GroupWrite;
    private const UnixFileMode Search = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.SetGroup;

    public static void Give(string path, long group, bool readOnly)
    {
        Apply(new DirectoryInfo(path), group, readOnly);
        foreach (var entry in new DirectoryInfo(path).EnumerateFileSystemInfos("*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.None }))
            Apply(entry, group, readOnly);
    }

    private static void Apply(FileSystemInfo entry, long group, bool readOnly)
    {
        _ = Libc.ChangeOwner(entry.FullName, -1, (int)group);
        if (entry.LinkTarget is null)
            entry.UnixFileMode |= Read | (readOnly ? 0 : Write) | (entry is DirectoryInfo ? Search : 0);
    }
}
