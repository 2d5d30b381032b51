using System.CommandLine;
using Kube.Cli.Processes;

namespace Kube.Cli.Commands;

/// <summary>Hands its arguments to the benchmarks, built when they are first asked for.</summary>
internal static class BenchCommand
{
    public static Command Create()
    {
        var command = new Command("bench", "Measure an API server beside what this machine can do at most.") { TreatUnmatchedTokensAsErrors = false };
        command.SetAction((parsed, cancellationToken) =>
        {
            var root = Environment.GetEnvironmentVariable("KUBE_ROOT") ?? throw new KubeException("KUBE_ROOT is not set: start the benchmarks with ./kube bench.");
            var project = Path.Combine(root, "conformance", "Kube.Benchmarks");
            string[] own = ["run", "-c", "Release", "-v", "quiet", "--project", project, "--", "--programs", AppContext.BaseDirectory];
            return Tool.RunShownAsync("dotnet", [.. own, .. parsed.UnmatchedTokens.Where(token => token != "--")], cancellationToken);
        });
        return command;
    }
}
