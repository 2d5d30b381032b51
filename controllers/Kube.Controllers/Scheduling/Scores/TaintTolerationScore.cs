using k8s.Models;
using Kube.Controllers.Scheduling.Cluster;
using Kube.Controllers.Scheduling.Framework;

namespace Kube.Controllers.Scheduling.Scores;

/// <summary>Prefers nodes with fewer <c>PreferNoSchedule</c> taints that the pod does not tolerate.</summary>
internal sealed class TaintTolerationScore : IScore
{
    public string Name => PluginNames.TaintToleration;

    public INodeScore? Prepare(PodInfo pod, ClusterState cluster, IReadOnlyList<NodeInfo> nodes)
        => nodes.Any(node => node.Taints.Length > 0) ? new IntolerableTaints(pod.Pod) : null;

    private sealed class IntolerableTaints(V1Pod pod) : INodeScore
    {
        public long Score(NodeInfo node) => node.Taints.Count(taint => taint.Effect == Tolerations.PreferNoSchedule && !pod.Tolerates(taint));

        public void Normalize(Span<long> scores, IReadOnlyList<NodeInfo> nodes) => Scale.ToMaxReversed(scores);
    }
}
