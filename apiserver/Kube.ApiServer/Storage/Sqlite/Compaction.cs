namespace Kube.ApiServer.Storage.Sqlite;

/// <summary>
/// Deletes superseded rows, a few at a time, on the writer's thread. The compacted revision is durable before the first row goes, so
/// that nobody is promised a history with holes.
/// </summary>
internal sealed class Compaction(Database database, HistoryTable history, Garbage garbage, long compacted)
{
    private readonly Lock _gate = new();
    private readonly List<TaskCompletionSource> _waiting = [];
    private long _requested = compacted;
    private long _compacted = compacted;

    /// <summary>Asks for everything up to a revision to go; the task ends when it has.</summary>
    public Task Request(long revision)
    {
        lock (_gate)
        {
            if (revision <= _compacted && _waiting.Count == 0) return Task.CompletedTask;
            _requested = Math.Max(_requested, revision);
            var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiting.Add(done);
            return done.Task;
        }
    }

    /// <summary>One small transaction, if there is anything to do; false when there is not.</summary>
    public bool Step(int rows)
    {
        long requested;
        lock (_gate)
        {
            if (_waiting.Count == 0) return false;
            requested = _requested;
        }

        try
        {
            var due = garbage.Due(requested, rows);
            database.Begin();
            if (requested > _compacted) history.SetCompactedRevision(requested);
            foreach (var revision in requested > _compacted ? [] : due) history.Remove(revision);
            database.Commit();
            if (requested == _compacted) garbage.Forget(due.Count);
            Finish(requested, isDone: due.Count < rows && requested == _compacted, error: null);
        }
        catch (StoreException e)
        {
            database.Rollback();
            Finish(_compacted, isDone: true, e);
        }

        return true;
    }

    /// <summary>Ends the tasks of those who wait, when the store is closed.</summary>
    public void Abandon() => Finish(_compacted, isDone: true, new StoreException("the store was closed"));

    private void Finish(long reached, bool isDone, StoreException? error)
    {
        lock (_gate)
        {
            _compacted = reached;
            if (!isDone || (error is null && _requested > reached)) return;
            foreach (var done in _waiting)
            {
                if (error is null) done.SetResult();
                else done.SetException(error);
            }

            _waiting.Clear();
        }
    }
}
