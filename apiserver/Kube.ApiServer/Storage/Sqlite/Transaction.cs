namespace Kube.ApiServer.Storage.Sqlite;

/// <summary>
/// Turns waiting commits into one database transaction: decides each against the state the ones before it leave, appends the rows of
/// those that hold, and either all of that becomes durable or none. Used by the writer's thread only.
/// </summary>
internal sealed class Transaction(Database database, HistoryTable history, Heads heads, Garbage garbage, long lastRevision)
{
    private readonly List<(long Revision, long Superseded, bool IsDelete)> _superseded = [];
    private long _lastRevision = lastRevision;

    /// <summary>The newest durable revision.</summary>
    public long LastRevision => Volatile.Read(ref _lastRevision);

    /// <summary>Commits and returns the changes; fills in every commit's results. Throws when nothing was committed.</summary>
    public List<StoredChange> Commit(List<PendingCommit> batch)
    {
        var changes = new List<StoredChange>(batch.Count);
        try
        {
            foreach (var commit in batch) Stage(commit, changes);
            if (changes.Count > 0) database.Commit();
        }
        catch
        {
            database.Rollback();
            heads.Rollback();
            _superseded.Clear();
            throw;
        }

        heads.Commit();
        foreach (var (revision, superseded, isDelete) in _superseded) garbage.Add(revision, superseded, isDelete);
        _superseded.Clear();
        if (changes.Count > 0) Volatile.Write(ref _lastRevision, changes[^1].Revision);
        return changes;
    }

    private void Stage(PendingCommit commit, List<StoredChange> changes)
    {
        var writes = commit.Writes;
        var results = commit.Results;
        var holds = true;
        for (var i = 0; i < results.Length; i++)
        {
            results[i] = heads.Decide(writes[i]);
            holds &= results[i].Committed;
        }

        for (var i = 0; i < results.Length; i++)
        {
            if (holds) results[i] = new WriteResult(WriteOutcome.Committed, Append(writes[i], changes));
            else if (results[i].Committed) results[i] = results[i] with { Outcome = WriteOutcome.Abandoned };
        }
    }

    private long Append(Write write, List<StoredChange> changes)
    {
        if (changes.Count == 0) database.Begin();
        var revision = _lastRevision + changes.Count + 1;
        history.Append(revision, write);
        _superseded.Add((revision, heads.Set(write.Key, revision, write.IsDelete), write.IsDelete));
        changes.Add(new StoredChange(revision, write.Key, write.Value) { Note = write.Note });
        return revision;
    }
}
