namespace Kube.Machinery.WorkQueues;

/// <summary>Decides how long an item waits before it is tried again.</summary>
public interface IRateLimiter<in T>
{
    /// <summary>The delay before the next try; each call counts as a failure.</summary>
    TimeSpan When(T item);

    /// <summary>Ends the item's history: it succeeded, or is given up.</summary>
    void Forget(T item);

    /// <summary>How often the item has failed.</summary>
    int Failures(T item);
}
