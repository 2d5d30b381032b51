namespace Kube.Machinery;

/// <summary>Writes whole files, readable by their owner only: a reader sees the old text or the new one, never a part.</summary>
public static class AtomicFile
{
    public static void Write(string path, string text)
    {
        // A link (as dotfile managers make of ~/.kube/config) stays a link.
        var file = new FileInfo(path);
        var target = file.LinkTarget is null ? path : file.ResolveLinkTarget(returnFinalTarget: true)!.FullName;
        var temporary = $"{target}.{Environment.ProcessId}.tmp";
        var options = new FileStreamOptions
        {
            Mode = FileMode.Create,
            Access = FileAccess.Write,
        };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        try
        {
            using (var writer = new StreamWriter(temporary, options))
                writer.Write(text);
            File.Move(temporary, target, overwrite: true);
        }
        finally
        {
            File.Delete(temporary);
        }
    }
}
