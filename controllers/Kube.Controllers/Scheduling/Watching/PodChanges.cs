using k8s.Models;
using Kube.Controllers.Scheduling.Cluster;
using Kube.Controllers.Scheduling.Framework;

namespace Kube.Controllers.Scheduling.Watching;

/// <summary>What an update of a pod means for scheduling.</summary>
internal static class PodChanges
{
    public static ClusterAction Between(V1Pod before, V1Pod after)
    {
        var changes = ClusterAction.None;
        if (!Maps.Equal(before.Metadata.Labels, after.Metadata.Labels))
            changes |= ClusterAction.UpdatePodLabel;
        if (!(before.Spec.Tolerations ?? []).SequenceEqual(after.Spec.Tolerations ?? []))
            changes |= ClusterAction.UpdatePodToleration;
        if (FreesAnything(PodRequests.Of(before) - PodRequests.Of(after)))
            changes |= ClusterAction.UpdatePodScaleDown;
        return changes;
    }

    private static bool FreesAnything(ResourceAmounts freed)
        => freed.MilliCpu > 0 || freed.Memory > 0 || freed.EphemeralStorage > 0 || freed.Scalars.Values.Any(amount => amount > 0);
}
