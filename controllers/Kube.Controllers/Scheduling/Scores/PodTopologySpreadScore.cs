using Kube.Controllers.Scheduling.Cluster;
using Kube.Controllers.Scheduling.Framework;

namespace Kube.Controllers.Scheduling.Scores;

/// <summary>
/// Prefers nodes in whose domains fewer selected pods run, by the pod's <c>ScheduleAnyway</c> spread constraints, or by the
/// system's defaults over host names and zones when it has none.
/// </summary>
internal sealed class PodTopologySpreadScore : IScore
{
    public string Name => PluginNames.PodTopologySpread;

    public INodeScore? Prepare(PodInfo pod, ClusterState cluster, IReadOnlyList<NodeInfo> nodes)
    {
        var hasOwn = pod.Pod.Spec.TopologySpreadConstraints is { Count: > 0 };
        var constraints = hasOwn ? SpreadConstraint.Of(pod.Pod, "ScheduleAnyway") : DefaultSpreadConstraints.For(pod.Pod, cluster);
        return constraints.Length == 0 ? null : new SpreadScore(pod, constraints, cluster, nodes, requireAllKeys: hasOwn);
    }
}
