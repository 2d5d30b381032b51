using k8s.Models;
using Kube.Controllers.Scheduling.Framework;

namespace Kube.Controllers.Scheduling.Watching;

/// <summary>What an update of a node means for scheduling. Heartbeats mean nothing.</summary>
internal static class NodeChanges
{
    public static ClusterAction Between(V1Node before, V1Node after)
    {
        var changes = ClusterAction.None;
        if (!Maps.Equal(before.Status?.Allocatable, after.Status?.Allocatable))
            changes |= ClusterAction.UpdateNodeAllocatable;
        if (!Maps.Equal(before.Metadata.Labels, after.Metadata.Labels))
            changes |= ClusterAction.UpdateNodeLabel;
        if (!(before.Spec?.Taints ?? []).SequenceEqual(after.Spec?.Taints ?? []) || before.Spec?.Unschedulable != after.Spec?.Unschedulable)
            changes |= ClusterAction.UpdateNodeTaint;
        return changes;
    }
}
