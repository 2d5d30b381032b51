using k8s.Models;
using Kube.Controllers.Scheduling.Cluster;
using Kube.Controllers.Scheduling.Framework;

namespace Kube.Controllers.Scheduling.Filters;

/// <summary>Keeps a pod off nodes where another pod has one of its host ports.</summary>
internal sealed class NodePortsFilter : IFilter
{
    private static readonly Rejection Rejected = Rejection.Unschedulable(PluginNames.NodePorts, "node(s) didn't have free ports for the requested pod ports");

    public string Name => PluginNames.NodePorts;

    public IReadOnlyList<RequeueHint> RequeueHints { get; } =
    [
        new(ClusterResource.AssignedPod, ClusterAction.Delete, FreesPort),
        new(ClusterResource.Node, ClusterAction.Add),
    ];

    public Preparation Prepare(PodInfo pod, ClusterState cluster)
        => pod.HostPorts.Length == 0 ? Preparation.Skip : Preparation.With(new PortCheck(pod.HostPorts));

    private static bool FreesPort(PodInfo pod, ClusterEvent change)
        => change.Old is V1Pod gone && Conflict(pod.HostPorts, HostPort.Of(gone));

    private static bool Conflict(HostPort[] wanted, HostPort[] used)
        => wanted.Any(port => used.Any(port.ConflictsWith));

    private sealed class PortCheck(HostPort[] wanted) : INodeCheck
    {
        public Rejection? Check(NodeInfo node) => node.PodsWithHostPorts.Any(pod => Conflict(wanted, pod.HostPorts)) ? Rejected : null;
    }
}
