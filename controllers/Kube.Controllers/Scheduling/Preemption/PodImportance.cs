using Kube.Controllers.Scheduling.Cluster;

namespace Kube.Controllers.Scheduling.Preemption;

/// <summary>The most important first: by priority, then who has run longer. A pod that has not started counts as started last.</summary>
internal sealed class PodImportance : IComparer<PodInfo>
{
    public static readonly PodImportance MostFirst = new();

    public int Compare(PodInfo? left, PodInfo? right)
    {
        var byPriority = right!.Priority.CompareTo(left!.Priority);
        return byPriority != 0 ? byPriority : StartTime(left).CompareTo(StartTime(right));
    }

    public static DateTime StartTime(PodInfo pod) => pod.Pod.Status?.StartTime ?? DateTime.MaxValue;
}
