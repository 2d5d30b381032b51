using System.Runtime.InteropServices;

namespace Kube.Kubelet.Linux;

/// <summary>Directories that live in memory, so that secrets never reach a disk.</summary>
internal static class TmpFs
{
    private const int DetachLazily = 2;

    /// <summary>Mounts unless already mounted. A kubelet without the right to mount leaves the directory on disk.</summary>
    public static void Ensure(string path, long? sizeBytes = null)
    {
        if (!IsMountPoint(path))
            _ = Libc.Mount("tmpfs", path, "tmpfs", 0, sizeBytes is { } size ? $"size={size}" : "");
    }

    /// <exception cref="IOException">It is mounted and cannot be unmounted.</exception>
    public static void Release(string path)
    {
        if (IsMountPoint(path) && Libc.Unmount(path, DetachLazily) != 0)
            throw new IOException($"cannot unmount {path}: {Marshal.GetLastPInvokeErrorMessage()}");
    }

    private static bool IsMountPoint(string path) =>
        File.ReadLines("/proc/self/mounts").Any(line => line.Split(' ') is [_, var target, ..] && target.Replace("\\040", " ", StringComparison.Ordinal) == path);
}
