namespace Kube.Machinery;

/// <summary>Delays that double from the first to the longest, each lengthened at random by up to <c>jitter</c> of itself.</summary>
public sealed class Backoff(TimeSpan initial, TimeSpan longest, double jitter = 1.0)
{
    private int _doublings;

    /// <summary>Whether the next delay is the first one.</summary>
    public bool IsReset => _doublings == 0;

    public TimeSpan Next()
    {
        var delay = TimeSpan.FromTicks(Math.Min(initial.Ticks << _doublings, longest.Ticks));
        if (delay < longest)
            _doublings++;
        return delay * (1 + (jitter * Random.Shared.NextDouble()));
    }

    public void Reset() => _doublings = 0;
}
