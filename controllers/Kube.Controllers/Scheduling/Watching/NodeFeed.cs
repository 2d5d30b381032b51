using k8s.Models;
using Kube.Controllers.Scheduling.Cluster;
using Kube.Controllers.Scheduling.Framework;
using Kube.Controllers.Scheduling.Queueing;

namespace Kube.Controllers.Scheduling.Watching;

/// <summary>Takes over what is seen of nodes, and wakes the pods it may help. It runs on the scheduling loop.</summary>
internal sealed class NodeFeed(ClusterState cluster, SchedulingQueue queue)
{
    public void Apply(V1Node? before, V1Node? after)
    {
        if (after is null)
        {
            cluster.RemoveNode(before!.Metadata.Name);
            queue.OnEvent(new ClusterEvent(ClusterResource.Node, ClusterAction.Delete, Old: before));
            return;
        }
        cluster.SetNode(after);
        var changes = before is null ? ClusterAction.Add : NodeChanges.Between(before, after);
        if (changes != ClusterAction.None)
            queue.OnEvent(new ClusterEvent(ClusterResource.Node, changes, before, after));
    }
}
