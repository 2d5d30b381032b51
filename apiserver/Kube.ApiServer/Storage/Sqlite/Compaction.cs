using System.Collections.Concurrent;

namespace Kube.ApiServer.Storage.Sqlite;

/// <summary>
/// Deletes superseded rows, a few at a time, on the writer's thread. The compacted revision is durable before the first row goes, so
/// that nobody is promised a history with holes.
/// </summary>
internal sealed class Compaction(Database database, HistoryTable history, Garbage garbage, long compacted)
{
    private const int RowsPerStep = 200;
    private const int PagesPerStep = 512;
    private const int FreePagesKept = 4096;

    private readonly ConcurrentQueue<Request> _requests = new();
    private long _compacted = compacted;

    public bool HasWork => !_requests.IsEmpty;

    /// <summary>Asks for everything superseded up to a revision to go; the task ends when it has. For any thread.</summary>
    public Task RequestAsync(long revision)
    {
        var request = new Request(revision);
        _requests.Enqueue(request);
        return request.Task;
    }

    /// <summary>Does the next small piece of work, as one transaction; false when there is none.</summary>
    public bool Step()
    {
        if (!_requests.TryPeek(out var request)) return false;
        try
        {
            if (request.Revision > _compacted) Mark(request.Revision);
            else if (!RemoveRows() && !GiveBackPages()) Finish()?.SetResult();
        }
        catch (StoreException e)
        {
            database.Rollback();
            Finish()?.SetException(e);
        }

        return true;
    }

    /// <summary>Ends the tasks of those who still wait, when the store is closed.</summary>
    public void Abandon()
    {
        while (Finish() is { } request) request.SetException(new StoreException("the store was closed"));
    }

    private Request? Finish() => _requests.TryDequeue(out var request) ? request : null;

    private void Mark(long revision)
    {
        history.SetCompactedRevision(revision);
        _compacted = revision;
    }

    private bool RemoveRows()
    {
        var due = garbage.Due(_compacted, RowsPerStep);
        if (due.Count == 0) return false;
        database.Begin();
        foreach (var revision in due) history.Remove(revision);
        database.Commit();
        garbage.Forget(due.Count);
        return true;
    }

    /// <summary>Gives pages back to the disk when most are free; some are kept, for they will be used again.</summary>
    private bool GiveBackPages()
    {
        var free = database.Scalar("PRAGMA freelist_count");
        if (free < FreePagesKept || 2 * free < database.Scalar("PRAGMA page_count")) return false;
        database.Execute($"PRAGMA incremental_vacuum({PagesPerStep})");
        return true;
    }

    private sealed class Request(long revision) : TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)
    {
        public long Revision { get; } = revision;
    }
}
