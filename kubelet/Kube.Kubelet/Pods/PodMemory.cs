namespace Kube.Kubelet.Pods;

/// <summary>
/// What a pod's worker remembers between its steps. Losing it with the process costs at most a shorter back-off and a
/// repeated mount; everything that must last is in the engine's labels and in the API.
/// </summary>
internal sealed class PodMemory
{
    private static readonly TimeSpan FirstRetry = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan LongestRetry = TimeSpan.FromMinutes(2);

    private TimeSpan _retry = FirstRetry;

    public bool VolumesMounted { get; set; }

    public DateTimeOffset RetryAt { get; private set; }

    public Dictionary<string, StartFailure> Failures { get; } = [];

    public Dictionary<string, RestartBackOff> BackOffs { get; } = [];

    /// <summary>A step of the pod as a whole failed: it is tried again after a growing delay.</summary>
    public void Failed(DateTimeOffset now)
    {
        RetryAt = now + _retry;
        _retry = _retry * 2 < LongestRetry ? _retry * 2 : LongestRetry;
    }

    public void Succeeded() => _retry = FirstRetry;
}
