using Kube.Controllers.Scheduling.Filters;
using Kube.Controllers.Scheduling.Framework;
using Kube.Controllers.Scheduling.Scores;

namespace Kube.Controllers.Scheduling;

/// <summary>
/// The plugins of the profile <c>default-scheduler</c>, filters in the order they are asked in, scores with their weights.
/// See https://kubernetes.io/docs/reference/scheduling/config/#scheduling-plugins
/// </summary>
internal static class DefaultProfile
{
    public const string SchedulerName = "default-scheduler";

    public static IReadOnlyList<IFilter> Filters { get; } =
    [
        new NodeUnschedulableFilter(),
        new NodeNameFilter(),
        new TaintTolerationFilter(),
        new NodeAffinityFilter(),
        new NodePortsFilter(),
        new NodeResourcesFitFilter(),
        new VolumeRestrictionsFilter(),
        new VolumeBindingFilter(),
        new PodTopologySpreadFilter(),
        new InterPodAffinityFilter(),
        new DynamicResourcesFilter(),
    ];

    public static IReadOnlyList<WeightedScore> Scores { get; } =
    [
        new(3, new TaintTolerationScore()),
        new(2, new NodeAffinityScore()),
        new(1, new NodeResourcesFitScore()),
        new(2, new PodTopologySpreadScore()),
        new(2, new InterPodAffinityScore()),
        new(1, new NodeResourcesBalancedAllocationScore()),
        new(1, new ImageLocalityScore()),
    ];
}
