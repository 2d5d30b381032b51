using k8s;
using k8s.Models;
using Kube.Controllers.Scheduling.Cluster;
using Kube.Controllers.Scheduling.Framework;
using Kube.Controllers.Scheduling.Queueing;
using Kube.Machinery.Informers;

namespace Kube.Controllers.Scheduling.Watching;

/// <summary>Follows every kind that placing pods depends on, and hands each change to the scheduling loop.</summary>
/// <param name="post">Runs an action on the scheduling loop, in the order given.</param>
internal sealed class ClusterFeed(SharedInformers informers, ServedKinds served, ClusterState cluster, SchedulingQueue queue, Action<Action> post)
{
    public void Register()
    {
        var pods = new PodFeed(cluster, queue);
        var nodes = new NodeFeed(cluster, queue);
        Follow<V1Node>(nodes.Apply);
        Follow<V1Pod>(pods.Apply, "status.phase!=Succeeded,status.phase!=Failed");
        Keep(cluster.Namespaces, ClusterResource.Namespace);
        Keep(cluster.Services);
        Keep(cluster.ReplicationControllers);
        Keep(cluster.ReplicaSets);
        Keep(cluster.StatefulSets);
        Keep(cluster.DisruptionBudgets);
        Keep(cluster.Claims, ClusterResource.PersistentVolumeClaim);
        Keep(cluster.Volumes, ClusterResource.PersistentVolume);
        Keep(cluster.StorageClasses, ClusterResource.StorageClass);
    }

    private void Keep<T>(ObjectStore<T> store, ClusterResource wakes = 0)
        where T : class, IKubernetesObject<V1ObjectMeta>
        => Follow<T>((before, after) =>
        {
            if (after is null)
                store.Remove(before!);
            else
                store.Set(after);
            var action = before is null ? ClusterAction.Add : after is null ? ClusterAction.Delete : ClusterAction.Update;
            queue.OnEvent(new ClusterEvent(wakes, action, before, after));
        });

    private void Follow<T>(Action<T?, T?> apply, string? fieldSelector = null)
        where T : class, IKubernetesObject<V1ObjectMeta>
    {
        if (!served.Contains<T>())
            return;
        informers.For<T>(fieldSelector).Handle(new InformerHandler<T>
        {
            Added = added => post(() => apply(null, added)),
            Updated = (before, after) => post(() => apply(before, after)),
            Deleted = gone => post(() => apply(gone, null)),
        });
    }
}
