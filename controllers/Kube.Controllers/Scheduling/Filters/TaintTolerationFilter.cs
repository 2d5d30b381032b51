using k8s.Models;
using Kube.Controllers.Scheduling.Cluster;
using Kube.Controllers.Scheduling.Framework;

namespace Kube.Controllers.Scheduling.Filters;

/// <summary>Keeps pods off nodes with a NoSchedule or NoExecute taint that they do not tolerate.</summary>
internal sealed class TaintTolerationFilter : IFilter
{
    private static readonly Rejection Rejected = Rejection.Unresolvable(PluginNames.TaintToleration, "node(s) had untolerated taint(s)");

    public string Name => PluginNames.TaintToleration;

    public IReadOnlyList<RequeueHint> RequeueHints { get; } =
    [
        new(ClusterResource.Node, ClusterAction.Add | ClusterAction.UpdateNodeTaint, IsNowTolerated),
        new(ClusterResource.TargetPod, ClusterAction.UpdatePodToleration),
    ];

    public Preparation Prepare(PodInfo pod, ClusterState cluster) => Preparation.With(new TaintCheck(pod.Pod));

    private static bool IsNowTolerated(PodInfo pod, ClusterEvent change)
        => change.New is V1Node node
            && pod.Pod.ToleratesForScheduling([.. node.Spec?.Taints ?? []])
            && (change.Old is not V1Node before || !pod.Pod.ToleratesForScheduling([.. before.Spec?.Taints ?? []]));

    private sealed class TaintCheck(V1Pod pod) : INodeCheck
    {
        public Rejection? Check(NodeInfo node) => node.Taints.Length == 0 || pod.ToleratesForScheduling(node.Taints) ? null : Rejected;
    }
}
