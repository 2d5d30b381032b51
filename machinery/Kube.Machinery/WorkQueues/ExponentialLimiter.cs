namespace Kube.Machinery.WorkQueues;

/// <summary>Doubles the delay of an item with each failure, from 5 ms to 1000 s unless told otherwise.</summary>
public sealed class ExponentialLimiter<T>(TimeSpan? initial = null, TimeSpan? longest = null) : IRateLimiter<T>
    where T : notnull
{
    private readonly TimeSpan _initial = initial ?? TimeSpan.FromMilliseconds(5);
    private readonly TimeSpan _longest = longest ?? TimeSpan.FromSeconds(1000);
    private readonly Lock _gate = new();
    private readonly Dictionary<T, int> _failures = [];

    public TimeSpan When(T item)
    {
        int failures;
        lock (_gate)
        {
            failures = _failures.GetValueOrDefault(item);
            _failures[item] = failures + 1;
        }
        var delay = _initial.TotalMilliseconds * Math.Pow(2, failures);
        return delay >= _longest.TotalMilliseconds ? _longest : TimeSpan.FromMilliseconds(delay);
    }

    public void Forget(T item)
    {
        lock (_gate)
            _failures.Remove(item);
    }

    public int Failures(T item)
    {
        lock (_gate)
            return _failures.GetValueOrDefault(item);
    }
}
