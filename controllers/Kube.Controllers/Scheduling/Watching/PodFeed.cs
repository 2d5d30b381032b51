using k8s.Models;
using Kube.Controllers.Scheduling.Cluster;
using Kube.Controllers.Scheduling.Framework;
using Kube.Controllers.Scheduling.Queueing;

namespace Kube.Controllers.Scheduling.Watching;

/// <summary>
/// Turns what is seen of pods into waiting pods, pods on nodes, and events that may wake others. Pods that are done count as
/// gone. It runs on the scheduling loop.
/// </summary>
internal sealed class PodFeed(ClusterState cluster, SchedulingQueue queue)
{
    public void Apply(V1Pod? before, V1Pod? after)
    {
        if (before is not null && after is not null && before.Metadata.Uid != after.Metadata.Uid)
        {
            Apply(before, null);
            before = null;
        }
        before = IsDone(before) ? null : before;
        if (after is null || IsDone(after))
            Gone(before ?? after);
        else if (string.IsNullOrEmpty(after.Spec.NodeName))
            Waits(before, after);
        else
            OnNode(before, after);
    }

    private static bool IsDone(V1Pod? pod) => pod?.Status?.Phase is "Succeeded" or "Failed";

    private void Gone(V1Pod? pod)
    {
        if (pod is null)
            return;
        var uid = pod.Metadata.Uid;
        var known = cluster.FindPod(uid);
        queue.Remove(uid);
        cluster.RemovePod(uid);
        if (known is not null)
            queue.OnEvent(new ClusterEvent(ClusterResource.AssignedPod, ClusterAction.Delete, Old: known.Pod));
    }

    private void Waits(V1Pod? before, V1Pod pod)
    {
        if (pod.Spec.SchedulerName is { Length: > 0 } name && name != DefaultProfile.SchedulerName)
            return;
        if (before is null)
        {
            queue.Add(new PodInfo(pod));
            return;
        }
        var changes = PodChanges.Between(before, pod);
        queue.Update(
            before, new PodInfo(pod),
            changes == ClusterAction.None ? [] : [new ClusterEvent(ClusterResource.TargetPod, changes, before, pod)]);
    }

    private void OnNode(V1Pod? before, V1Pod pod)
    {
        queue.Remove(pod.Metadata.Uid);
        cluster.SetPod(pod);
        if (before is null || string.IsNullOrEmpty(before.Spec.NodeName))
            queue.OnEvent(new ClusterEvent(ClusterResource.AssignedPod, ClusterAction.Add, New: pod));
        else if (PodChanges.Between(before, pod) is not ClusterAction.None and var changes)
            queue.OnEvent(new ClusterEvent(ClusterResource.AssignedPod, changes, before, pod));
    }
}
