using k8s.Models;
using Kube.Controllers.Scheduling.Cluster;
using Kube.Controllers.Scheduling.Framework;

namespace Kube.Controllers.Scheduling.Filters;

/// <summary>Keeps pods off cordoned nodes, unless they tolerate the taint that cordoning stands for.</summary>
internal sealed class NodeUnschedulableFilter : IFilter, INodeCheck
{
    private static readonly V1Taint Cordon = new() { Key = "node.kubernetes.io/unschedulable", Effect = Tolerations.NoSchedule };

    private static readonly Rejection Rejected = Rejection.Unresolvable(PluginNames.NodeUnschedulable, "node(s) were unschedulable");

    public string Name => PluginNames.NodeUnschedulable;

    public IReadOnlyList<RequeueHint> RequeueHints { get; } =
    [
        new(ClusterResource.Node, ClusterAction.Add | ClusterAction.UpdateNodeTaint, (_, change) => !IsCordoned((V1Node?)change.New)),
        new(ClusterResource.TargetPod, ClusterAction.UpdatePodToleration),
    ];

    public Preparation Prepare(PodInfo pod, ClusterState cluster) => pod.Pod.Tolerates(Cordon) ? Preparation.Skip : Preparation.With(this);

    public Rejection? Check(NodeInfo node) => IsCordoned(node.Node) ? Rejected : null;

    private static bool IsCordoned(V1Node? node) => node?.Spec?.Unschedulable == true;
}
