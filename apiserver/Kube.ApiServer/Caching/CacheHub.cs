using System.Threading.Channels;
using Kube.ApiServer.Storage;

namespace Kube.ApiServer.Caching;

/// <summary>
/// Owns the caches of all resources: fills them from the store, then passes every change on to the one it belongs to. Two background
/// loops, both ended by <see cref="DisposeAsync"/>: one follows the store's changes, one ticks every second for bookmarks and history.
/// </summary>
internal sealed class CacheHub : IAsyncDisposable
{
    private const int LoadStep = 512;

    private readonly Lock _gate = new();
    private readonly CacheContext _context;
    private readonly RevisionClock _clock;
    private readonly Dictionary<string, WatchCache> _caches = new(StringComparer.Ordinal);
    private readonly Dictionary<WatchCache, List<StoredChange>> _pending = [];
    private readonly UnclaimedChanges _unclaimed = new();
    private readonly CancellationTokenSource _stop = new();

    /// <summary>After which revision caches keep history; none while the state it starts with is loaded.</summary>
    private long _historyAfter = long.MaxValue;
    private Task _following = Task.CompletedTask;
    private Task _ticking = Task.CompletedTask;

    public CacheHub(IObjectStore store, HistoryOptions options, TimeProvider time)
    {
        _context = new CacheContext(store, options, time);
        _clock = new RevisionClock(options.Age, time);
    }

    /// <summary>Up to which revision all caches have seen all changes.</summary>
    public long Revision => _context.Progress.Current;

    /// <summary>Ends when the store's changes can no longer be followed, with the reason: the server cannot go on serving.</summary>
    public Task Completion => _following;

    /// <summary>
    /// The cache of a resource, made when it is first asked for. Can be called at any time: objects the store has for it are there when
    /// this returns. Called again with an indexer of other fields, the cache selects by those from then on.
    /// </summary>
    public WatchCache Register(string prefix, IObjectIndexer indexer)
    {
        lock (_gate)
        {
            if (_caches.TryGetValue(prefix, out var cache))
            {
                if (!cache.Indexer.Fields.SequenceEqual(indexer.Fields)) cache.Reindex(indexer);
                return cache;
            }

            cache = new WatchCache(prefix, indexer, _context, Math.Max(_historyAfter, _unclaimed.HistoryAfter));
            _caches.Add(prefix, cache);
            if (_unclaimed.Take(prefix) is { Count: > 0 } known) cache.Apply(known);
            return cache;
        }
    }

    /// <summary>Fills the caches and begins to follow the store; returns when all that was in the store at the call can be read.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var current = await _context.Store.CurrentRevisionAsync(cancellationToken);
        var loaded = await LoadAsync(cancellationToken);
        StartHistory(loaded);
        _following = FollowAsync(loaded, _stop.Token);
        await await Task.WhenAny(_following, _context.Progress.ReachAsync(current, Timeout.InfiniteTimeSpan, cancellationToken).AsTask());
        _ticking = TickAsync(_stop.Token);
    }

    /// <summary>Sends the bookmarks that are due and moves the beginning of history; done every second.</summary>
    internal void Tick()
    {
        lock (_gate)
        {
            _context.OldestExact = Math.Max(_context.OldestExact, _clock.Note(Revision));
            _unclaimed.Trim(_context.OldestExact);
            foreach (var cache in _caches.Values) cache.Tick();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAll(_following, _ticking).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        lock (_gate)
        {
            foreach (var cache in _caches.Values) cache.EndWatches();
        }

        _stop.Dispose();
    }

    /// <summary>Fills the caches with the state the store's history begins with, reading on while what was read is taken in.</summary>
    private async Task<long> LoadAsync(CancellationToken cancellationToken)
    {
        // Without a bound, for all that waits in it stays in memory anyway.
        var steps = Channel.CreateUnbounded<List<StoredChange>>(new() { SingleReader = true, SingleWriter = true });
        var taking = Task.Run(async () =>
        {
            await foreach (var step in steps.Reader.ReadAllAsync(cancellationToken)) Distribute(step);
        }, cancellationToken);
        try
        {
            var next = new List<StoredChange>(LoadStep);
            var revision = await _context.Store.LoadAsync(change =>
            {
                next.Add(change);
                if (next.Count < LoadStep) return;
                steps.Writer.TryWrite(next);
                next = new List<StoredChange>(LoadStep);
            }, cancellationToken);
            steps.Writer.TryWrite(next);
            return revision;
        }
        finally
        {
            steps.Writer.Complete();
            await taking;
        }
    }

    private void StartHistory(long revision)
    {
        lock (_gate)
        {
            _historyAfter = revision;
            foreach (var cache in _caches.Values) cache.StartHistory(revision);
        }

        _context.OldestExact = revision;
        _context.Progress.Advance(revision);
    }

    private async Task FollowAsync(long after, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                await foreach (var batch in _context.Store.ChangesAsync(after, cancellationToken))
                {
                    Distribute(batch.Changes);
                    _context.Progress.Advance(batch.Revision);
                }
            }
            catch (CompactedException)
            {
                // The store was out of reach for longer than it keeps history, or was restored.
                after = await ReloadAsync(cancellationToken);
            }
        }
    }

    /// <summary>Takes the store's state instead of what the caches have.</summary>
    private async Task<long> ReloadAsync(CancellationToken cancellationToken)
    {
        var state = new Dictionary<string, StoredChange>(StringComparer.Ordinal);
        var revision = await _context.Store.LoadAsync(
            change =>
            {
                if (change.IsDelete) state.Remove(change.Key);
                else state[change.Key] = change;
            },
            cancellationToken);
        lock (_gate)
        {
            var byOwner = state.Values.ToLookup(change => Owner(change.Key));
            _historyAfter = revision;
            foreach (var cache in _caches.Values) cache.Replace([.. byOwner[cache]], revision);
            _unclaimed.Replace(byOwner[null], revision);
        }

        _context.OldestExact = revision;
        _context.Progress.Advance(revision);
        return revision;
    }

    private async Task TickAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1), _context.Time);
        while (await timer.WaitForNextTickAsync(cancellationToken)) Tick();
    }

    /// <summary>Gives each cache its changes in one piece, in order.</summary>
    private void Distribute(IReadOnlyList<StoredChange> changes)
    {
        lock (_gate)
        {
            foreach (var change in changes)
            {
                if (Owner(change.Key) is not { } cache) _unclaimed.Add(change);
                else if (_pending.TryGetValue(cache, out var list)) list.Add(change);
                else _pending.Add(cache, [change]);
            }

            foreach (var (cache, list) in _pending) cache.Apply(list);
            _pending.Clear();
        }
    }

    /// <summary>Prefixes have one segment after the root or two; no one-segment prefix starts a two-segment one.</summary>
    private WatchCache? Owner(string key)
    {
        var byPrefix = _caches.GetAlternateLookup<ReadOnlySpan<char>>();
        var end = StoreKey.Root.Length;
        for (var segments = 0; segments < 2; segments++)
        {
            end = key.IndexOf('/', end) + 1;
            if (end == 0) return null;
            if (byPrefix.TryGetValue(key.AsSpan(0, end), out var cache)) return cache;
        }

        return null;
    }
}
