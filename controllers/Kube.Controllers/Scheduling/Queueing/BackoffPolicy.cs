namespace Kube.Controllers.Scheduling.Queueing;

/// <summary>How long a pod is held back: doubling from 1 s to 10 s, counted apart for being turned down and for errors.</summary>
internal static class BackoffPolicy
{
    private static readonly TimeSpan Initial = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Max = TimeSpan.FromSeconds(10);

    public static TimeSpan For(QueuedPod pod)
    {
        var failures = pod.ConsecutiveErrors > 0 ? pod.ConsecutiveErrors : pod.UnschedulableCount;
        if (failures == 0)
            return TimeSpan.Zero;
        var doublings = Math.Min(failures - 1, 10);
        var delay = Initial * (1 << doublings);
        return delay < Max ? delay : Max;
    }
}
