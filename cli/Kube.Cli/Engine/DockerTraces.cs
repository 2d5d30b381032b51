using Kube.Cli.Processes;

namespace Kube.Cli.Engine;

/// <summary>A dockerd that ends leaves its bridge and its packet filter rules behind; this removes those of one that was started here.</summary>
internal static class DockerTraces
{
    private const string Bridge = "docker0";
    private const string Chain = "DOCKER";

    public static void Remove()
    {
        foreach (var table in (string[])["filter", "nat"])
        {
            var saved = Tool.Run("iptables-save", ["-t", table]);
            if (saved.ExitCode == 0)
                Run(table, Removals(saved.Output.Split('\n')));
        }

        Tool.Run("ip", ["link", "delete", Bridge]);
    }

    /// <summary>The arguments that undo what <c>iptables-save</c> listed: rules first, then the chains they went through.</summary>
    public static IEnumerable<string[]> Removals(IReadOnlyCollection<string> saved) =>
    [
        .. saved.Where(line => line.StartsWith("-A ", StringComparison.Ordinal) && IsDockers(line))
            .Select(line => (string[])["-D", .. line["-A ".Length..].Split(' ')]),
        .. saved.Where(line => line.StartsWith(":" + Chain, StringComparison.Ordinal)).Select(line => (string[])["-X", line[1..].Split(' ')[0]]),
    ];

    private static void Run(string table, IEnumerable<string[]> removals)
    {
        foreach (var removal in removals)
            Tool.Run("iptables", ["-t", table, .. removal]);
    }

    private static bool IsDockers(string rule) =>
        rule.Split(' ').Any(word => word == Bridge || word == Chain || word.StartsWith(Chain + "-", StringComparison.Ordinal));
}
