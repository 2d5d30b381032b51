using k8s.Models;
using Kube.Controllers.Scheduling.Cluster;
using Kube.Controllers.Scheduling.Framework;

namespace Kube.Controllers.Scheduling.Filters;

/// <summary>
/// Holds a pod to the domains where the pods it insists on run, and off those where it, or a pod there, insists on being apart.
/// </summary>
internal sealed class InterPodAffinityFilter : IFilter
{
    public string Name => PluginNames.InterPodAffinity;

    public IReadOnlyList<RequeueHint> RequeueHints { get; } =
    [
        new(ClusterResource.AssignedPod, ClusterAction.Add | ClusterAction.Delete | ClusterAction.UpdatePodLabel, Concerns),
        new(ClusterResource.Node, ClusterAction.Add | ClusterAction.UpdateNodeLabel),
        new(ClusterResource.TargetPod, ClusterAction.UpdatePodLabel),
        new(ClusterResource.Namespace, ClusterAction.Add | ClusterAction.Update),
    ];

    public Preparation Prepare(PodInfo pod, ClusterState cluster)
    {
        var check = new AffinityCheck(pod, cluster);
        return check.IsNeeded ? Preparation.With(check) : Preparation.Skip;
    }

    /// <summary>A pod that comes helps affinity; one that goes helps anti-affinity, whichever of the two pods asked for it.</summary>
    private static bool Concerns(PodInfo pod, ClusterEvent change)
        => (change.New is not null && pod.RequiredAffinity.Length > 0)
            || (change.Old is V1Pod old && (pod.RequiredAntiAffinity.Length > 0 || HasAntiAffinity(old)));

    private static bool HasAntiAffinity(V1Pod pod)
        => pod.Spec.Affinity?.PodAntiAffinity?.RequiredDuringSchedulingIgnoredDuringExecution is { Count: > 0 };
}
