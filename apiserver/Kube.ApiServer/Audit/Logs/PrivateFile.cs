namespace Kube.ApiServer.Audit.Logs;

/// <summary>Files and folders that, when they have to be made, are their owner's alone.</summary>
internal static class PrivateFile
{
    private const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    public static void CreateFolder(string path)
    {
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(path);
        else Directory.CreateDirectory(path, Owner | UnixFileMode.UserExecute);
    }

    /// <param name="like">A file whose mode a new one gets; the owner's alone without.</param>
    public static FileStream OpenWrite(string path, FileMode mode, string? like = null)
    {
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.Write, Share = FileShare.ReadWrite | FileShare.Delete, BufferSize = 0 };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = like is null ? Owner : File.GetUnixFileMode(like);
        return new FileStream(path, options);
    }
}
