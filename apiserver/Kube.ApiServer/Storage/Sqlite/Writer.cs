namespace Kube.ApiServer.Storage.Sqlite;

/// <summary>
/// The one thread that changes the database. Whatever waits when it comes round is one transaction and one fsync; between
/// transactions it does a step of compaction. Commits are answered and published in order, once they are durable.
/// </summary>
internal sealed class Writer : IDisposable
{
    private const int CompactionStep = 500;

    private readonly Lock _gate = new();
    private readonly AutoResetEvent _wake = new(false);
    private readonly Transaction _transaction;
    private readonly Compaction _compaction;
    private readonly Action<ChangeBatch> _publish;
    private readonly Thread _thread;
    private List<PendingCommit> _waiting = [];
    private List<PendingCommit> _batch = [];
    private bool _stopped;

    public Writer(Transaction transaction, Compaction compaction, Action<ChangeBatch> publish)
    {
        _transaction = transaction;
        _compaction = compaction;
        _publish = publish;
        _thread = new Thread(Run) { IsBackground = true, Name = "store writer" };
        _thread.Start();
    }

    public void Enqueue(PendingCommit commit)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_stopped, this);
            _waiting.Add(commit);
        }

        _wake.Set();
    }

    public Task CompactAsync(long revision)
    {
        Task done;
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_stopped, this);
            done = _compaction.Request(revision);
        }

        _wake.Set();
        return done;
    }

    /// <summary>Finishes what was queued and ends the thread.</summary>
    public void Dispose()
    {
        lock (_gate) _stopped = true;
        _wake.Set();
        _thread.Join();
        _compaction.Abandon();
        _wake.Dispose();
    }

    private void Run()
    {
        while (true)
        {
            bool stopped;
            lock (_gate)
            {
                (_batch, _waiting) = (_waiting, _batch);
                stopped = _stopped;
            }

            if (_batch.Count > 0) Commit(_batch);
            else if (stopped) return;
            var isCompacting = !stopped && _compaction.Step(CompactionStep);
            if (_batch.Count == 0 && !isCompacting) _wake.WaitOne();
            _batch.Clear();
        }
    }

    private void Commit(List<PendingCommit> batch)
    {
        try
        {
            var changes = _transaction.Commit(batch);
            if (changes.Count > 0) _publish(new ChangeBatch(changes[^1].Revision, changes));
            foreach (var commit in batch) commit.SetResult(commit.Results);
        }
        catch (StoreException e)
        {
            foreach (var commit in batch) commit.SetException(e);
        }
    }
}
