namespace Kube.Machinery.WorkQueues;

/// <summary>A queue that gives failed items back after growing delays (client-go's default controller rate limiter unless told otherwise).</summary>
public sealed class RateLimitingQueue<T>(TimeProvider time, IRateLimiter<T>? limiter = null) : DelayingQueue<T>(time)
    where T : notnull
{
    private readonly IRateLimiter<T> _limiter = limiter ?? new LongestLimiter<T>(new ExponentialLimiter<T>(), new BucketLimiter<T>(time));

    /// <summary>Adds a failed item again after its delay.</summary>
    public void AddRateLimited(T item) => AddAfter(item, _limiter.When(item));

    /// <summary>Ends the history of failures of an item.</summary>
    public void Forget(T item) => _limiter.Forget(item);

    public int Failures(T item) => _limiter.Failures(item);
}
