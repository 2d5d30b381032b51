using System.Diagnostics;

namespace Kube.Cli.Processes;

/// <summary>Runs a program of the system to its end.</summary>
internal static class Tool
{
    public sealed record Outcome(int ExitCode, string Output);

    public static bool Exists(string name) => Find(name) is not null;

    public static string? Find(string name) =>
        ((string[])[.. (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':'), "/usr/sbin", "/sbin"])
        .Where(directory => directory.Length > 0)
        .Select(directory => Path.Combine(directory, name))
        .FirstOrDefault(File.Exists);

    /// <summary>What it wrote to standard output and error, together.</summary>
    public static Outcome Run(string name, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(Find(name) ?? name, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return new Outcome(process.ExitCode, output + errors.GetAwaiter().GetResult());
    }

    /// <summary>Runs it with this program's own terminal, so that the user sees what it does as it does it.</summary>
    public static async Task<int> RunShownAsync(string name, IEnumerable<string> arguments, CancellationToken cancellationToken)
    {
        using var process = Process.Start(Find(name) ?? name, arguments);
        try
        {
            await process.WaitForExitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }

        return process.ExitCode;
    }
}
