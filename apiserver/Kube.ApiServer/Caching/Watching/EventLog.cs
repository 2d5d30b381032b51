using Kube.ApiServer.Caching.Trees;

namespace Kube.ApiServer.Caching.Watching;

/// <summary>
/// A resource's recent changes in order, to resume watches from and to rebuild the state of any revision within. Changes leave in
/// chunks, from the oldest, once a whole chunk is older than the age to keep, or there are too many bytes that only the log still holds.
/// Guarded by the cache's lock, except for reading along a cursor.
/// </summary>
internal sealed class EventLog(HistoryOptions options, TimeProvider time, long after)
{
    /// <summary>
    /// One chunk in so many keeps the state before it. Old states share their nodes with each other, but under scattered writes not many;
    /// and replaying a few thousand changes takes a millisecond.
    /// </summary>
    private const int ChunksPerState = 16;

    private EventChunk? _oldest;
    private EventChunk? _newest;
    private int _chunksSinceState;
    private long _bytes;

    /// <summary>All changes after this revision are here.</summary>
    public long After { get; private set; } = after;

    /// <summary>Whether the next change begins a chunk that is to keep the state before it.</summary>
    public bool NeedsState => _newest is null || (_newest.IsFull && _chunksSinceState >= ChunksPerState);

    /// <param name="change">The change, newer than all before.</param>
    /// <param name="before">The state before it; looked at only when <see cref="NeedsState"/>.</param>
    public void Append(WatchEvent change, ObjectTree before)
    {
        if (_newest is null || _newest.IsFull)
        {
            var keepsState = NeedsState;
            var chunk = new EventChunk { Before = keepsState ? before : null };
            _chunksSinceState = keepsState ? 1 : _chunksSinceState + 1;
            if (_newest is null) _oldest = chunk;
            else _newest.Next = chunk;
            _newest = chunk;
        }

        _newest.Add(change, time.GetTimestamp());
        _bytes += change.Previous?.Json.Length ?? 0;
    }

    /// <summary>Drops what need not be kept any longer.</summary>
    public void Trim()
    {
        while (_oldest is { } chunk && (_bytes > options.MaxBytes || time.GetElapsedTime(chunk.LastAdded) > options.Age))
        {
            After = chunk.Last.Revision;
            _bytes -= chunk.Bytes;
            _oldest = chunk.Next;
            if (_oldest is null) _newest = null;
            else _oldest.Before ??= chunk.Replay(chunk.Before!.Value, After);
        }
    }

    /// <summary>Reads the changes after a revision that are there now; throws when some of them no longer are.</summary>
    public EventCursor ReadAfter(long revision)
    {
        if (revision < After) throw new ExpiredException(revision, After);
        var chunk = _oldest;
        while (chunk is not null && chunk.Last.Revision <= revision) chunk = chunk.Next;
        return new EventCursor(chunk, revision, _newest is null ? revision : _newest.Last.Revision);
    }

    /// <summary>The state as of a revision, which must not be before <see cref="After"/>, given the state now.</summary>
    public ObjectTree StateAt(long revision, ObjectTree now)
    {
        if (_newest is null || _newest.Last.Revision <= revision) return now;
        var start = _oldest!;
        for (var chunk = start; chunk is not null && chunk.First.Revision <= revision; chunk = chunk.Next)
        {
            if (chunk.Before is not null) start = chunk;
        }

        var state = start.Before!.Value;
        for (var chunk = start; chunk is not null && chunk.First.Revision <= revision; chunk = chunk.Next) state = chunk.Replay(state, revision);
        return state;
    }
}
