namespace Kube.ApiServer.Storage.Sqlite;

/// <summary>
/// Moves what the write-ahead log holds into the database file. Nearly all of it is copied and flushed by a thread with a connection of
/// its own while commits go on; the writer copies only what came meanwhile, after which SQLite begins the log anew. So the log stays
/// small, and no commit waits for megabytes of others.
/// </summary>
/// <remarks>
/// What fails here is tried again with the next pages; until then it is safe in the log. A full disk shows in the writer's own commits.
/// </remarks>
internal sealed class Checkpoints : IDisposable
{
    /// <summary>So long may the log grow before it is copied: 8 MB.</summary>
    private const int DuePages = 2000;

    /// <summary>At this length the writer waits for the copying: the disk is slower than it.</summary>
    private const int MostPages = 8 * DuePages;

    private readonly object _gate = new();
    private readonly Database _writer;
    private readonly Database _copier;
    private readonly Thread _thread;
    private State _state;
    private long _pages;

    public Checkpoints(string path, Database writer)
    {
        _writer = writer;
        _writer.Execute("PRAGMA wal_autocheckpoint = 0");
        _copier = Database.Open(path);
        _copier.Execute("PRAGMA synchronous = FULL");
        _thread = new Thread(Run) { IsBackground = true, Name = "checkpoints" };
        _thread.Start();
    }

    private enum State
    {
        Idle,
        Copying,
        Copied,
        Stopped,
    }

    /// <summary>For the writer's thread, between transactions.</summary>
    public void Step()
    {
        _pages += _writer.TakePagesWritten();
        if (_pages < DuePages) return;
        lock (_gate)
        {
            while (_state == State.Copying && _pages >= MostPages) Monitor.Wait(_gate);
            if (_state == State.Copying) return;
            var isCopied = _state == State.Copied;
            _state = isCopied ? State.Idle : State.Copying;
            Monitor.PulseAll(_gate);
            if (!isCopied) return;
        }

        _writer.Checkpoint();
        // Also where a reader kept some of it in use: the next time it is copied with what comes until then.
        _pages = 0;
    }

    public void Dispose()
    {
        lock (_gate)
        {
            while (_state == State.Copying) Monitor.Wait(_gate);
            _state = State.Stopped;
            Monitor.PulseAll(_gate);
        }

        _thread.Join();
        _copier.Dispose();
    }

    private void Run()
    {
        while (Waited())
        {
            _copier.Checkpoint();
            lock (_gate)
            {
                _state = State.Copied;
                Monitor.PulseAll(_gate);
            }
        }
    }

    private bool Waited()
    {
        lock (_gate)
        {
            while (_state is State.Idle or State.Copied) Monitor.Wait(_gate);
            return _state == State.Copying;
        }
    }
}
