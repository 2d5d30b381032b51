namespace Kube.ApiServer.Caching.Watching;

/// <summary>What a watcher is to be shown before what happens: a state as ADDED events and a mark after them, or the changes it missed.</summary>
internal sealed class WatchPast
{
    private readonly IEnumerator<CachedObject>? _state;
    private EventCursor _missed;
    private bool _isMarkDue;

    /// <summary>The objects of a snapshot.</summary>
    public WatchPast(CacheSnapshot snapshot, WatchScope scope)
    {
        _state = Objects(snapshot, scope).GetEnumerator();
        _isMarkDue = true;
        Through = snapshot.Revision;
    }

    /// <summary>The changes after a revision.</summary>
    public WatchPast(EventCursor missed, long through) => (_missed, Through) = (missed, through);

    /// <summary>The revision it leads up to, from which on the watcher is told what happens.</summary>
    public long Through { get; }

    public bool TryNext(WatchScope scope, out WatchItem item)
    {
        if (_state is not null) return TryNextOfState(scope, out item);
        while (_missed.TryNext(out var change))
        {
            if (scope.Shows(change, out item)) return true;
        }

        item = default;
        return false;
    }

    private bool TryNextOfState(WatchScope scope, out WatchItem item)
    {
        while (_isMarkDue && _state!.MoveNext())
        {
            if (!scope.Includes(_state.Current)) continue;
            item = new WatchItem(WatchEventType.Added, _state.Current.Revision, _state.Current);
            return true;
        }

        item = new WatchItem(WatchEventType.Bookmark, Through, null, EndsInitialEvents: true);
        var isDue = _isMarkDue;
        _isMarkDue = false;
        return isDue;
    }

    private static IEnumerable<CachedObject> Objects(CacheSnapshot snapshot, WatchScope scope) =>
        scope is { Namespace: { } @namespace, Name: { } name }
            ? snapshot.Get(@namespace, name) is { } only ? [only] : []
            : snapshot.Enumerate(scope.Namespace);
}
