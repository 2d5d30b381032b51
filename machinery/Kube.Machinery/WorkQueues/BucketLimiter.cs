namespace Kube.Machinery.WorkQueues;

/// <summary>Spreads all retries together to 10 a second after a burst of 100, whatever the item.</summary>
public sealed class BucketLimiter<T>(TimeProvider time, double perSecond = 10, int burst = 100) : IRateLimiter<T>
{
    private readonly Lock _gate = new();
    private double _tokens = burst;
    private long _updated = time.GetTimestamp();

    public TimeSpan When(T item)
    {
        lock (_gate)
        {
            var now = time.GetTimestamp();
            _tokens = Math.Min(burst, _tokens + (time.GetElapsedTime(_updated, now).TotalSeconds * perSecond)) - 1;
            _updated = now;
            return _tokens >= 0 ? TimeSpan.Zero : TimeSpan.FromSeconds(-_tokens / perSecond);
        }
    }

    public void Forget(T item)
    {
    }

    public int Failures(T item) => 0;
}
