using k8s.Models;
using Kube.Controllers.Scheduling.Cluster;
using Kube.Controllers.Scheduling.Framework;

namespace Kube.Controllers.Scheduling.Filters;

/// <summary>
/// Holds a pod to the nodes its node selector and required node affinity name. A pod that asks for nodes by name (as those of a
/// DaemonSet do) has only these looked at.
/// </summary>
internal sealed class NodeAffinityFilter : IFilter
{
    private static readonly Rejection Rejected = Rejection.Unresolvable(PluginNames.NodeAffinity, "node(s) didn't match Pod's node affinity/selector");

    private static readonly Rejection Conflict = Rejection.Unresolvable(PluginNames.NodeAffinity, "pod affinity terms conflict");

    public string Name => PluginNames.NodeAffinity;

    public IReadOnlyList<RequeueHint> RequeueHints { get; } =
    [
        new(ClusterResource.Node, ClusterAction.Add | ClusterAction.UpdateNodeLabel, NowMatches),
    ];

    public Preparation Prepare(PodInfo pod, ClusterState cluster)
    {
        var affinity = new RequiredNodeAffinity(pod.Pod);
        if (affinity.IsEmpty)
            return Preparation.Skip;
        var names = affinity.Names();
        return names is { Count: 0 }
            ? Preparation.Reject(Conflict)
            : new Preparation { Check = new AffinityCheck(affinity), OnlyNodes = names };
    }

    private static bool NowMatches(PodInfo pod, ClusterEvent change)
    {
        var affinity = new RequiredNodeAffinity(pod.Pod);
        return change.New is V1Node node && affinity.Matches(node) && !(change.Old is V1Node before && affinity.Matches(before));
    }

    private sealed class AffinityCheck(RequiredNodeAffinity affinity) : INodeCheck
    {
        public Rejection? Check(NodeInfo node) => affinity.Matches(node.Node) ? null : Rejected;
    }
}
