namespace Kube.Controllers.Scheduling.Queueing;

/// <summary>Orders of waiting pods. Both are total: the uid decides last.</summary>
internal static class QueueOrder
{
    /// <summary>Higher priority first, then who was queued first.</summary>
    public static readonly IComparer<QueuedPod> ByPriority = Comparer<QueuedPod>.Create(static (left, right) =>
    {
        var byPriority = right.Info.Priority.CompareTo(left.Info.Priority);
        if (byPriority != 0)
            return byPriority;
        var byTime = left.Timestamp.CompareTo(right.Timestamp);
        return byTime != 0 ? byTime : string.CompareOrdinal(left.Info.Uid, right.Info.Uid);
    });

    /// <summary>Whose delay ends first.</summary>
    public static readonly IComparer<QueuedPod> ByBackoffExpiry = Comparer<QueuedPod>.Create(static (left, right) =>
    {
        var byExpiry = left.BackoffExpiry.CompareTo(right.BackoffExpiry);
        return byExpiry != 0 ? byExpiry : ByPriority.Compare(left, right);
    });
}
