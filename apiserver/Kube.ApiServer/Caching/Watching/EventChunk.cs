using Kube.ApiServer.Caching.Trees;

namespace Kube.ApiServer.Caching.Watching;

/// <summary>
/// Some successive changes, and perhaps the state before the first. Only appended to; who holds a chunk can read on from it, also when the log
/// has let it go.
/// </summary>
internal sealed class EventChunk
{
    private const int Capacity = 256;

    private WatchEvent[] _events = new WatchEvent[4];
    private int _count;

    public int Count => Volatile.Read(ref _count);

    public bool IsFull => _count == Capacity;

    public WatchEvent this[int index] => Volatile.Read(ref _events)[index];

    /// <summary>The state before the first change, if it is kept.</summary>
    public ObjectTree? Before { get; set; }

    public WatchEvent First => _events[0];

    public WatchEvent Last => _events[_count - 1];

    /// <summary>When the last change was added.</summary>
    public long LastAdded { get; private set; }

    /// <summary>How much its changes keep in memory that is not the current state of anything.</summary>
    public long Bytes { get; private set; }

    public EventChunk? Next { get; set; }

    public void Add(WatchEvent change, long timestamp)
    {
        if (_count == _events.Length)
        {
            var larger = new WatchEvent[Math.Min(Capacity, 4 * _count)];
            _events.CopyTo(larger, 0);
            Volatile.Write(ref _events, larger);
        }

        _events[_count] = change;
        Volatile.Write(ref _count, _count + 1);
        LastAdded = timestamp;
        Bytes += change.Previous?.Json.Length ?? 0;
    }

    /// <summary>Does its changes up to a revision to the state before them.</summary>
    public ObjectTree Replay(ObjectTree before, long revision)
    {
        var editor = before.Edit();
        for (var i = 0; i < _count && _events[i].Revision <= revision; i++)
        {
            if (_events[i].Current is { } current) editor.Put(current);
            else editor.Remove(_events[i].Key);
        }

        return editor.ToTree();
    }
}
