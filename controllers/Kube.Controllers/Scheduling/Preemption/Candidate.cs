using Kube.Controllers.Scheduling.Cluster;

namespace Kube.Controllers.Scheduling.Preemption;

/// <summary>A node that could run the pod without the victims.</summary>
/// <param name="Victims">At least one; the most important first.</param>
/// <param name="Violations">How many of the victims a disruption budget protects.</param>
internal sealed record Candidate(NodeInfo Node, IReadOnlyList<PodInfo> Victims, int Violations);
