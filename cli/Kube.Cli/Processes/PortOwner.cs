using System.Globalization;

namespace Kube.Cli.Processes;

/// <summary>Names the process that listens on a TCP port, for the sentence that says a port is busy (proc_net_tcp, proc(5)).</summary>
internal static class PortOwner
{
    private const string Listening = "0A";

    /// <summary>For example <c>nginx (process 812)</c>; null where it cannot be seen.</summary>
    public static string? Of(int port)
    {
        var sockets = ((string[])["/proc/net/tcp", "/proc/net/tcp6"]).Where(File.Exists)
            .SelectMany(File.ReadLines)
            .Select(line => InodeOf(line, port))
            .OfType<string>()
            .Select(inode => $"socket:[{inode}]")
            .ToHashSet();
        return Directory.EnumerateDirectories("/proc")
            .Where(directory => int.TryParse(Path.GetFileName(directory), NumberStyles.None, null, out _))
            .Where(directory => Holds(directory, sockets))
            .Select(directory => $"{File.ReadAllText(directory + "/comm").Trim()} (process {Path.GetFileName(directory)})")
            .FirstOrDefault();
    }

    public static string? InodeOf(string line, int port)
    {
        var fields = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return fields.Length > 9 && fields[3] == Listening && fields[1].EndsWith($":{port:X4}", StringComparison.Ordinal) ? fields[9] : null;
    }

    private static bool Holds(string process, HashSet<string> sockets)
    {
        try
        {
            return Directory.EnumerateFiles(process + "/fd").Any(file => new FileInfo(file).LinkTarget is { } target && sockets.Contains(target));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false; // It ended, or is another user's.
        }
    }
}
