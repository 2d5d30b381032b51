namespace Kube.ApiServer.Storage.Sqlite;

/// <summary>
/// The newest revision of every live key: where optimistic concurrency is decided. What a transaction changed can be taken back
/// until it is known to be durable.
/// </summary>
internal sealed class Heads
{
    private readonly Dictionary<string, long> _revisions = new(StringComparer.Ordinal);
    private readonly List<(string Key, long Revision)> _undo = [];

    /// <summary>How a write would end now; the revision is that of the key's current state.</summary>
    public WriteResult Decide(in Write write)
    {
        var current = Revision(write.Key);
        var outcome = current == write.ExpectedRevision ? WriteOutcome.Committed
            : current == 0 ? WriteOutcome.NotFound
            : write.ExpectedRevision == 0 ? WriteOutcome.AlreadyExists
            : WriteOutcome.Conflict;
        return new WriteResult(outcome, current);
    }

    public long Revision(string key) => _revisions.GetValueOrDefault(key);

    /// <summary>Notes a write; returns the revision it supersedes, 0 for none.</summary>
    public long Set(string key, long revision, bool isDelete)
    {
        var previous = Revision(key);
        _undo.Add((key, previous));
        Put(key, isDelete ? 0 : revision);
        return previous;
    }

    public void Commit() => _undo.Clear();

    public void Rollback()
    {
        for (var i = _undo.Count - 1; i >= 0; i--) Put(_undo[i].Key, _undo[i].Revision);
        _undo.Clear();
    }

    private void Put(string key, long revision)
    {
        if (revision == 0) _revisions.Remove(key);
        else _revisions[key] = revision;
    }
}
