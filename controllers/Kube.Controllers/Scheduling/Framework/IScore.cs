using Kube.Controllers.Scheduling.Cluster;

namespace Kube.Controllers.Scheduling.Framework;

/// <summary>A preference among the nodes that may run a pod.</summary>
internal interface IScore
{
    /// <summary>The name of the plugin, as upstream calls it.</summary>
    string Name { get; }

    /// <param name="nodes">The nodes that passed every filter.</param>
    /// <returns>The score for this pod; null when it would be the same for every node.</returns>
    INodeScore? Prepare(PodInfo pod, ClusterState cluster, IReadOnlyList<NodeInfo> nodes);
}
