namespace Kube.Machinery.WorkQueues;

/// <summary>A queue that can add an item later. Of several delays of one item the earliest counts.</summary>
public class DelayingQueue<T> : WorkQueue<T>, IDisposable
    where T : notnull
{
    private readonly Lock _gate = new();
    private readonly TimeProvider _time;
    private readonly ITimer _timer;
    private readonly PriorityQueue<T, DateTimeOffset> _waiting = new();
    private readonly Dictionary<T, DateTimeOffset> _due = [];

    public DelayingQueue(TimeProvider time)
    {
        _time = new SteadyClock(time);
        _timer = time.CreateTimer(static state => ((DelayingQueue<T>)state!).AddDue(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public void AddAfter(T item, TimeSpan delay)
    {
        if (delay <= TimeSpan.Zero)
        {
            Add(item);
            return;
        }
        var due = _time.GetUtcNow() + delay;
        lock (_gate)
        {
            if (_due.TryGetValue(item, out var earlier) && earlier <= due)
                return;
            _due[item] = due;
            _waiting.Enqueue(item, due);
            Arm();
        }
    }

    public override void Close()
    {
        base.Close();
        _timer.Dispose();
    }

    public void Dispose()
    {
        Close();
        GC.SuppressFinalize(this);
    }

    private void AddDue()
    {
        var now = _time.GetUtcNow();
        lock (_gate)
        {
            while (_waiting.TryPeek(out var item, out var due) && due <= now)
            {
                _waiting.Dequeue();
                // An entry that an earlier one overtook is no longer the item's due time.
                if (_due.TryGetValue(item, out var current) && current == due)
                {
                    _due.Remove(item);
                    Add(item);
                }
            }
            Arm();
        }
    }

    private void Arm()
    {
        if (!_waiting.TryPeek(out _, out var due))
            return;
        var wait = due - _time.GetUtcNow();
        // Timers count whole milliseconds: round up, or the item would be found not yet due.
        _timer.Change(TimeSpan.FromMilliseconds(Math.Max(1, Math.Ceiling(wait.TotalMilliseconds))), Timeout.InfiniteTimeSpan);
    }
}
