using Kube.Controllers.Scheduling.Cluster;

namespace Kube.Controllers.Scheduling.Framework;

/// <summary>
/// A check whose answer for one node depends on pods of other nodes, which it counted when it was prepared. Asking what would
/// be if a pod came or went needs a copy with that pod counted in or out.
/// </summary>
internal interface IPodCountingCheck : INodeCheck
{
    /// <param name="pod">The pod that comes to or leaves <paramref name="node"/>.</param>
    /// <param name="change">1 when it comes, -1 when it leaves.</param>
    IPodCountingCheck WithPodChange(PodInfo pod, NodeInfo node, int change);
}
