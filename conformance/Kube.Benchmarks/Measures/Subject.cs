using Kube.Benchmarks.Targets;

namespace Kube.Benchmarks.Measures;

/// <summary>What is measured, and beside what.</summary>
/// <param name="Own">The server process, where this run started it.</param>
/// <param name="Pods">How many pods there are once they have been created.</param>
internal sealed record Subject(Target Server, Target Limit, OwnServer? Own, Workspace Workspace, int Pods)
{
    /// <summary>Clients at the same time, as in the figures of others.</summary>
    public const int Connections = 32;
}
