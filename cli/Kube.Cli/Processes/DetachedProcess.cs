using System.Diagnostics;

namespace Kube.Cli.Processes;

/// <summary>
/// Starts a program that outlives this one: in a session of its own (no terminal's Ctrl-C or hang-up reaches it), with nothing to
/// read, writing to a log.
/// </summary>
internal static class DetachedProcess
{
    // Each step is an exec, so the process keeps the number it is started with.
    private const string Script = "log=$1; shift; exec setsid \"$@\" </dev/null >>\"$log\" 2>&1";

    public static ProcessIdentity Start(string program, IEnumerable<string> arguments, string log)
    {
        var start = new ProcessStartInfo("/bin/sh", ["-c", Script, "sh", log, program, .. arguments])
        {
            WorkingDirectory = "/",
            UseShellExecute = false,
        };
        using var process = Process.Start(start)!;
        return ProcessIdentity.Of(process.Id) ?? throw new KubeException($"{program} ended at once; its log is {log}.");
    }
}
