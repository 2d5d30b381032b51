namespace Kube.Kubelet.Pods;

/// <summary>
/// How long a container that keeps ending stays down: not at all the first time, then 10 s doubling to 5 minutes, and
/// anew after 10 good minutes (https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#restart-policy).
/// </summary>
internal sealed class RestartBackOff
{
    public static readonly TimeSpan Initial = TimeSpan.FromSeconds(10);
    public static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);

    private TimeSpan _delay;
    private DateTimeOffset _restartedAt;

    /// <summary>The delay counted from <paramref name="endedAt"/>.</summary>
    public TimeSpan DelayAfter(DateTimeOffset endedAt) => IsForgiven(endedAt) ? TimeSpan.Zero : _delay;

    /// <summary>Notes a restart after an end.</summary>
    public void Restarted(DateTimeOffset endedAt, DateTimeOffset now)
    {
        var doubled = IsForgiven(endedAt) || _delay == TimeSpan.Zero ? Initial : _delay * 2;
        _delay = doubled < Longest ? doubled : Longest;
        _restartedAt = now;
    }

    private bool IsForgiven(DateTimeOffset endedAt) => endedAt - _restartedAt > Longest * 2;
}
