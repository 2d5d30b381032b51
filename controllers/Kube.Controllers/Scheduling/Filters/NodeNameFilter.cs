using Kube.Controllers.Scheduling.Cluster;
using Kube.Controllers.Scheduling.Framework;

namespace Kube.Controllers.Scheduling.Filters;

/// <summary>Holds a pod that names its node to that node.</summary>
internal sealed class NodeNameFilter : IFilter
{
    private static readonly Rejection Rejected = Rejection.Unresolvable(PluginNames.NodeName, "node(s) didn't match the requested node name");

    public string Name => PluginNames.NodeName;

    public IReadOnlyList<RequeueHint> RequeueHints { get; } = [new(ClusterResource.Node, ClusterAction.Add)];

    public Preparation Prepare(PodInfo pod, ClusterState cluster)
        => string.IsNullOrEmpty(pod.Pod.Spec.NodeName) ? Preparation.Skip : Preparation.With(new NameCheck(pod.Pod.Spec.NodeName));

    private sealed class NameCheck(string name) : INodeCheck
    {
        public Rejection? Check(NodeInfo node) => node.Name == name ? null : Rejected;
    }
}
