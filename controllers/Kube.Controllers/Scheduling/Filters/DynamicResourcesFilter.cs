using Kube.Controllers.Scheduling.Cluster;
using Kube.Controllers.Scheduling.Framework;

namespace Kube.Controllers.Scheduling.Filters;

/// <summary>Turns down pods that ask for devices by resource claims, which this scheduler does not allocate.</summary>
internal sealed class DynamicResourcesFilter : IFilter
{
    private static readonly Rejection Rejected = Rejection.Unresolvable(
        PluginNames.DynamicResources, "pod has resource claims, which this scheduler does not support");

    public string Name => PluginNames.DynamicResources;

    public IReadOnlyList<RequeueHint> RequeueHints { get; } = [];

    public Preparation Prepare(PodInfo pod, ClusterState cluster)
        => pod.Pod.Spec.ResourceClaims is { Count: > 0 } ? Preparation.Reject(Rejected) : Preparation.Skip;
}
