namespace Kube.ApiServer.Storage;

/// <summary>Remembers which revision was current when, to tell what was current a while ago. For any thread.</summary>
internal sealed class RevisionClock(TimeSpan age, TimeProvider time)
{
    private readonly Lock _gate = new();
    private readonly Queue<(long Timestamp, long Revision)> _notes = new();
    private long _past;

    /// <summary>Notes what is current now; returns what was current at least the age ago, 0 as long as no note is that old.</summary>
    public long Note(long current)
    {
        lock (_gate)
        {
            _notes.Enqueue((time.GetTimestamp(), current));
            while (_notes.TryPeek(out var note) && time.GetElapsedTime(note.Timestamp) >= age) _past = Math.Max(_past, _notes.Dequeue().Revision);
            return _past;
        }
    }
}
