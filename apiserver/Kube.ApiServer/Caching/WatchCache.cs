using Kube.ApiServer.Caching.Trees;
using Kube.ApiServer.Caching.Watching;
using Kube.ApiServer.Storage;

namespace Kube.ApiServer.Caching;

/// <summary>
/// One resource in memory: every read and watch of it is answered from here. Reads take no lock. Changes come from the hub's one
/// loop, in order.
/// </summary>
internal sealed class WatchCache
{
    private readonly Lock _gate = new();
    private readonly CacheContext _context;
    private readonly Watchers _watchers = new();
    private EventLog _log;
    private volatile State _state = new(default, 0);

    internal WatchCache(string prefix, IObjectIndexer indexer, CacheContext context, long historyAfter)
    {
        (Prefix, Indexer, _context) = (prefix, indexer, context);
        _log = new EventLog(context.Options, context.Time, historyAfter);
    }

    /// <summary>What the keys of its objects start with.</summary>
    public string Prefix { get; }

    public IObjectIndexer Indexer { get; private set; }

    /// <summary>The revision of the newest change to any of its own objects; 0 when there was none. What is read later shows that change.</summary>
    public long LastChange => _state.Revision;

    /// <summary>What is here now, which may lag behind the store a little: reads with <c>resourceVersion=0</c>.</summary>
    public CacheSnapshot Current
    {
        get
        {
            // In this order: a state read later than the progress holds at least all that the progress promises.
            var progress = _context.Progress.Current;
            var state = _state;
            return new CacheSnapshot(state.Tree, Math.Max(progress, state.Revision));
        }
    }

    /// <summary>A linearizable read: everything acknowledged before this call is seen.</summary>
    public ValueTask<CacheSnapshot> LatestAsync(CancellationToken cancellationToken)
    {
        var revision = _context.Store.CurrentRevisionAsync(cancellationToken);
        return revision.IsCompletedSuccessfully ? Reach(revision.Result) : Wait(revision);

        async ValueTask<CacheSnapshot> Wait(ValueTask<long> pending) => await Reach(await pending);

        ValueTask<CacheSnapshot> Reach(long latest) => CaughtUpAsync(latest, cancellationToken);
    }

    /// <summary>A read at or after a revision that the store certainly has, since it said so: waited for as long as it may take to get here.</summary>
    public ValueTask<CacheSnapshot> CaughtUpAsync(long revision, CancellationToken cancellationToken) =>
        NotOlderThanAsync(revision, _context.Options.CatchUpTimeout, cancellationToken);

    /// <summary>
    /// A read at or after a revision, waited for a while if it is not here yet; then
    /// <see cref="TooLargeResourceVersionException"/>.
    /// </summary>
    public ValueTask<CacheSnapshot> NotOlderThanAsync(long revision, CancellationToken cancellationToken) =>
        NotOlderThanAsync(revision, _context.Options.FreshnessTimeout, cancellationToken);

    /// <summary>
    /// The state as of exactly a revision, also waited for; <see cref="ExpiredException"/> when it is older than the history kept.
    /// </summary>
    public async ValueTask<CacheSnapshot> AtAsync(long revision, CancellationToken cancellationToken)
    {
        await _context.Progress.ReachAsync(revision, _context.Options.FreshnessTimeout, cancellationToken);
        var oldest = _context.OldestExact;
        if (revision < oldest) throw new ExpiredException(revision, oldest);
        lock (_gate)
        {
            if (revision < _log.After) throw new ExpiredException(revision, _log.After);
            return new CacheSnapshot(_log.StateAt(revision, _state.Tree), revision);
        }
    }

    /// <summary>
    /// Watches what is there now, as ADDED events and a bookmark that ends them, and then what happens. Await the freshness the client
    /// asked for first.
    /// </summary>
    public WatchSubscription WatchFromState(WatchScope scope, bool wantsBookmarks, CancellationToken cancellationToken)
    {
        lock (_gate) return Subscribe(scope, new WatchPast(Current, scope), wantsBookmarks, cancellationToken);
    }

    /// <summary>
    /// Watches everything after a revision; one in the future means from there on. <see cref="ExpiredException"/> when changes after it
    /// are no longer in the history.
    /// </summary>
    public WatchSubscription WatchAfter(long revision, WatchScope scope, bool wantsBookmarks, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            var past = new WatchPast(_log.ReadAfter(revision), Math.Max(revision, _state.Revision));
            return Subscribe(scope, past, wantsBookmarks, cancellationToken);
        }
    }

    /// <summary>Ends all watches, because the resource is no longer served.</summary>
    public void EndWatches()
    {
        lock (_gate)
        {
            foreach (var watcher in _watchers.All) watcher.Finish(WatchEnd.Closed);
        }
    }

    /// <summary>Keeps history from a revision on, which is that of the state loaded so far.</summary>
    internal void StartHistory(long after)
    {
        lock (_gate) _log = new EventLog(_context.Options, _context.Time, after);
    }

    /// <summary>
    /// Takes in changes of its objects, in order; those up to the revision history starts at without telling anyone. Called by one thread
    /// at a time. Who is told of a change finds it here.
    /// </summary>
    internal void Apply(List<StoredChange> changes)
    {
        var reader = new ChangeReader(Prefix, Indexer);
        var keys = changes.ConvertAll(change => reader.Key(change.Key));
        var states = changes.Select((change, i) => change.IsDelete ? null : reader.State(change, keys[i], _state.Tree.Get(keys[i]))).ToList();
        lock (_gate)
        {
            var happened = new List<WatchEvent>(changes.Count);
            var tree = _state.Tree;
            var editor = tree.Edit();
            for (var i = 0; i < changes.Count; i++)
            {
                var isHistory = changes[i].Revision > _log.After;
                if (isHistory && _log.NeedsState) (tree, editor) = Settle(editor);
                var current = states[i];
                var previous = current is null ? editor.Remove(keys[i]) : editor.Put(current);
                if (!isHistory || (current is null && previous is null)) continue;
                happened.Add(new WatchEvent(changes[i].Revision, previous, current));
                _log.Append(happened[^1], tree);
            }

            _state = new State(editor.ToTree(), Math.Max(_state.Revision, changes.Max(change => change.Revision)));
            foreach (var change in happened) _watchers.Dispatch(change);
            _log.Trim();
        }
    }

    /// <summary>Holds another state instead, between which and the one before nobody knows what happened: watches end and history starts anew.</summary>
    internal void Replace(List<StoredChange> state, long revision)
    {
        var reader = new ChangeReader(Prefix, Indexer);
        var editor = default(ObjectTree).Edit();
        foreach (var change in state)
        {
            var key = reader.Key(change.Key);
            editor.Put(reader.State(change, key, _state.Tree.Get(key)));
        }

        lock (_gate)
        {
            EndWatches();
            _state = new State(editor.ToTree(), revision);
            _log = new EventLog(_context.Options, _context.Time, revision);
        }
    }

    /// <summary>Selects by other fields from now on. Watches end and history starts anew, for both are about the old ones.</summary>
    internal void Reindex(IObjectIndexer indexer)
    {
        lock (_gate)
        {
            EndWatches();
            Indexer = indexer;
            var editor = default(ObjectTree).Edit();
            var cursor = _state.Tree.From(ObjectKey.First);
            while (cursor.TryNext(out var item)) editor.Put(item.IndexedBy(indexer));
            _state = new State(editor.ToTree(), _state.Revision);
            _log = new EventLog(_context.Options, _context.Time, _state.Revision);
        }
    }

    /// <summary>Sends the bookmarks that are due and forgets what is too old; the hub's clock calls it.</summary>
    internal void Tick()
    {
        lock (_gate)
        {
            _log.Trim();
            var now = _context.Time.GetTimestamp();
            foreach (var watcher in _watchers.All)
            {
                if (watcher.BookmarkDue > now) continue;
                watcher.BookmarkDue = NextBookmark();
                watcher.Offer(Bookmark(watcher));
            }
        }
    }

    internal void SendBookmark(WatchSubscription watcher)
    {
        lock (_gate) watcher.Offer(Bookmark(watcher));
    }

    internal void Unsubscribe(WatchSubscription watcher)
    {
        lock (_gate) _watchers.Remove(watcher);
    }

    private ValueTask<CacheSnapshot> NotOlderThanAsync(long revision, TimeSpan timeout, CancellationToken cancellationToken)
    {
        if (_context.Progress.Current >= revision) return new ValueTask<CacheSnapshot>(Current);
        return Wait();

        async ValueTask<CacheSnapshot> Wait()
        {
            await _context.Progress.ReachAsync(revision, timeout, cancellationToken);
            return Current;
        }
    }

    private WatchSubscription Subscribe(WatchScope scope, WatchPast past, bool wantsBookmarks, CancellationToken cancellationToken)
    {
        var watcher = new WatchSubscription(this, scope, past, _context.Options.WatchBuffer, cancellationToken)
        {
            BookmarkDue = wantsBookmarks ? NextBookmark() : long.MaxValue,
        };
        _watchers.Add(watcher);
        return watcher;
    }

    private static (ObjectTree Tree, TreeEditor Editor) Settle(TreeEditor editor)
    {
        var tree = editor.ToTree();
        return (tree, tree.Edit());
    }

    /// <summary>All events up to the bookmark's revision were offered before, since both happen under the lock.</summary>
    private WatchItem Bookmark(WatchSubscription watcher) =>
        new(WatchEventType.Bookmark, Math.Max(Current.Revision, watcher.After), null);

    private long NextBookmark()
    {
        var wait = _context.Options.BookmarkInterval.TotalSeconds * (0.75 + (Random.Shared.NextDouble() / 4));
        return _context.Time.GetTimestamp() + (long)(wait * _context.Time.TimestampFrequency);
    }

    private sealed record State(ObjectTree Tree, long Revision);
}
