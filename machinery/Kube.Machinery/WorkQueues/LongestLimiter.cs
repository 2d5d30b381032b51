namespace Kube.Machinery.WorkQueues;

/// <summary>The longest of the delays of several limiters.</summary>
public sealed class LongestLimiter<T>(params IRateLimiter<T>[] limiters) : IRateLimiter<T>
{
    public TimeSpan When(T item) => limiters.Max(limiter => limiter.When(item));

    public void Forget(T item)
    {
        foreach (var limiter in limiters)
            limiter.Forget(item);
    }

    public int Failures(T item) => limiters.Max(limiter => limiter.Failures(item));
}
