namespace Kube.ApiServer.Storage.Sqlite;

/// <summary>
/// The one thread that changes the database. Whatever waits when it comes round is one transaction and one fsync; between
/// transactions it does a step of compaction. Commits are answered and published in order, once they are durable.
/// </summary>
internal sealed class Writer : IDisposable
{
    private readonly object _gate = new();
    private readonly Transaction _transaction;
    private readonly Compaction _compaction;
    private readonly Checkpoints _checkpoints;
    private readonly Action<ChangeBatch> _publish;
    private readonly Thread _thread;
    private List<PendingCommit> _waiting = [];
    private List<PendingCommit> _batch = [];
    private bool _isStopped;

    public Writer(Transaction transaction, Compaction compaction, Checkpoints checkpoints, Action<ChangeBatch> publish)
    {
        _transaction = transaction;
        _compaction = compaction;
        _checkpoints = checkpoints;
        _publish = publish;
        _thread = new Thread(Run) { IsBackground = true, Name = "store writer" };
        _thread.Start();
    }

    public void Enqueue(PendingCommit commit)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_isStopped, typeof(IObjectStore));
            _waiting.Add(commit);
            Monitor.Pulse(_gate);
        }
    }

    public Task CompactAsync(long revision)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_isStopped, typeof(IObjectStore));
            var done = _compaction.RequestAsync(revision);
            Monitor.Pulse(_gate);
            return done;
        }
    }

    /// <summary>Finishes what was queued, but not compaction, and ends the thread.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _isStopped = true;
            Monitor.Pulse(_gate);
        }

        _thread.Join();
        _compaction.Abandon();
    }

    private void Run()
    {
        while (TakeWaiting())
        {
            if (_batch.Count > 0) Commit(_batch);
            _batch.Clear();
            _compaction.Step();
            _checkpoints.Step();
        }
    }

    private bool TakeWaiting()
    {
        lock (_gate)
        {
            while (_waiting.Count == 0)
            {
                if (_isStopped) return false;
                if (_compaction.HasWork) break;
                Monitor.Wait(_gate);
            }

            (_batch, _waiting) = (_waiting, _batch);
            return true;
        }
    }

    private void Commit(List<PendingCommit> batch)
    {
        List<StoredChange> changes;
        try
        {
            changes = _transaction.Commit(batch);
        }
        catch (Exception e)
        {
            // Nothing was committed, whatever it was: those who wait are told, and the next batch starts from the state before.
            foreach (var commit in batch) commit.SetException(e);
            return;
        }

        if (changes.Count > 0) _publish(new ChangeBatch(changes[^1].Revision, changes));
        foreach (var commit in batch) commit.SetResult(commit.Results);
    }
}
