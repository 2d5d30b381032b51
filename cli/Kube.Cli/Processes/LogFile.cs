namespace Kube.Cli.Processes;

/// <summary>What a detached process wrote.</summary>
internal static class LogFile
{
    private static readonly TimeSpan FollowInterval = TimeSpan.FromMilliseconds(100);

    /// <summary>The last line that says something, for a sentence that names a cause; the frames below an exception say less than it.</summary>
    public static string LastLine(string path) =>
        (File.Exists(path) ? File.ReadLines(path).Select(line => line.Trim()).LastOrDefault(SaysSomething) : null) ?? "its log is empty";

    /// <summary>Copies the log, from its last lines if so many are asked for; following it until cancelled.</summary>
    public static async Task CopyAsync(string path, int? lastLines, bool follow, TextWriter output, CancellationToken cancellationToken)
    {
        var skip = lastLines is { } wanted ? Math.Max(0, File.ReadLines(path).Count() - wanted) : 0;
        using var reader = new StreamReader(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        while (skip-- > 0)
            await reader.ReadLineAsync(cancellationToken).ConfigureAwait(false);
        using var timer = new PeriodicTimer(FollowInterval);
        do
            await output.WriteAsync((await reader.ReadToEndAsync(cancellationToken).ConfigureAwait(false)).AsMemory(), cancellationToken).ConfigureAwait(false);
        while (follow && await timer.WaitForNextTickAsync(cancellationToken).ConfigureAwait(false));
    }

    private static bool SaysSomething(string line) =>
        line.Length > 0 && !line.StartsWith("at ", StringComparison.Ordinal) && !line.StartsWith("--- ", StringComparison.Ordinal);
}
