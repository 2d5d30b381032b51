using System.Threading.Tasks.Sources;
using Kube.ApiServer.Caching.Watching;

namespace Kube.ApiServer.Caching;

/// <summary>
/// One watcher's way to its events: the initial state or the missed past at its own pace, then what happens from a bounded buffer.
/// One reader: <c>while (await watch.WaitAsync()) { while (watch.TryRead(out var item)) … flush }</c>. Idle, it costs a few hundred
/// bytes and no timer. Dispose it to unsubscribe.
/// </summary>
internal sealed class WatchSubscription : IValueTaskSource<bool>, IDisposable
{
    private readonly Lock _gate = new();
    private readonly WatchCache _cache;
    private readonly int _limit;
    private readonly Queue<WatchItem> _items = new();
    private readonly CancellationTokenRegistration _cancellation;
    private WatchPast? _past;
    private ManualResetValueTaskSourceCore<bool> _signal = new() { RunContinuationsAsynchronously = true };
    private bool _isWaiting;
    private WatchEnd _end;

    internal WatchSubscription(WatchCache cache, WatchScope scope, WatchPast past, int limit, CancellationToken cancellationToken)
    {
        (_cache, Scope, _past, _limit) = (cache, scope, past, limit);
        After = past.Through;
        _cancellation = cancellationToken.UnsafeRegister(static state => ((WatchSubscription)state!).Finish(WatchEnd.Cancelled), this);
    }

    public WatchScope Scope { get; }

    /// <summary>Why there are no more items; set once <see cref="WaitAsync"/> has returned false.</summary>
    public WatchEnd End
    {
        get
        {
            lock (_gate) return _end;
        }
    }

    /// <summary>Events up to this revision are no news to the watcher.</summary>
    internal long After { get; }

    /// <summary>When the next bookmark is due, as a timestamp; guarded by the cache.</summary>
    internal long BookmarkDue { get; set; }

    /// <summary>Its place in its bucket; guarded by the cache.</summary>
    internal int Position { get; set; }

    private bool IsReadable => _end is WatchEnd.None or WatchEnd.Closed;

    /// <summary>Whether there is something to read; false when the watch has ended. Never throws.</summary>
    public ValueTask<bool> WaitAsync()
    {
        lock (_gate)
        {
            if (_items.Count > 0 || (_past is not null && IsReadable)) return new ValueTask<bool>(true);
            if (_end != WatchEnd.None) return new ValueTask<bool>(false);
            _signal.Reset();
            _isWaiting = true;
            return new ValueTask<bool>(this, _signal.Version);
        }
    }

    /// <summary>Takes the next item if there is one now.</summary>
    public bool TryRead(out WatchItem item)
    {
        if (_past is { } past)
        {
            if (IsReadable && past.TryNext(Scope, out item)) return true;
            _past = null;
        }

        lock (_gate)
        {
            if (_items.TryDequeue(out item)) return true;
            if (_items.Capacity > 64) _items.TrimExcess(16);
            return false;
        }
    }

    /// <summary>Has a bookmark follow what was buffered so far, e.g. because the watch is about to time out.</summary>
    public void RequestBookmark() => _cache.SendBookmark(this);

    public void Dispose()
    {
        _cancellation.Dispose();
        Finish(WatchEnd.Cancelled);
        _cache.Unsubscribe(this);
    }

    /// <summary>Called by the cache in the order of events.</summary>
    internal void Offer(in WatchItem item)
    {
        lock (_gate)
        {
            if (_end != WatchEnd.None) return;
            if (_items.Count < _limit) _items.Enqueue(item);
            else EndNow(WatchEnd.TooSlow);
            Signal(_end == WatchEnd.None);
        }
    }

    /// <summary>Ends the watch; does nothing if it has ended.</summary>
    internal void Finish(WatchEnd end)
    {
        lock (_gate)
        {
            if (_end != WatchEnd.None) return;
            EndNow(end);
            Signal(false);
        }
    }

    private void EndNow(WatchEnd end)
    {
        _end = end;
        if (!IsReadable) _items.Clear();
    }

    private void Signal(bool result)
    {
        if (!_isWaiting) return;
        _isWaiting = false;
        _signal.SetResult(result);
    }

    bool IValueTaskSource<bool>.GetResult(short token) => _signal.GetResult(token);

    ValueTaskSourceStatus IValueTaskSource<bool>.GetStatus(short token) => _signal.GetStatus(token);

    void IValueTaskSource<bool>.OnCompleted(
        Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _signal.OnCompleted(continuation, state, token, flags);
}
