namespace Kube.ApiServer.Storage.Sqlite;

/// <summary>Reads history on a connection of its own, in pages, so that neither the writer nor the log waits for it.</summary>
internal sealed class HistoryReader(string path) : IDisposable
{
    private const int PageSize = 1000;

    private readonly Database _database = Database.Open(path);

    /// <summary>The oldest revision after which history is whole.</summary>
    public long CompactedRevision() => _database.Scalar("SELECT revision FROM compaction");

    /// <summary>The state as of the compacted revision, and that revision.</summary>
    public long Load(Action<StoredChange> receive, CancellationToken cancellationToken)
    {
        _database.Execute("BEGIN");
        try
        {
            var compacted = CompactedRevision();
            foreach (var change in Rows(0, compacted, long.MaxValue))
            {
                cancellationToken.ThrowIfCancellationRequested();
                receive(change);
            }

            return compacted;
        }
        finally
        {
            _database.Rollback();
        }
    }

    /// <summary>The next page of changes after one revision up to and including another; empty when there are no more.</summary>
    public List<StoredChange> Page(long after, long through)
    {
        _database.Execute("BEGIN");
        try
        {
            var compacted = CompactedRevision();
            if (after < compacted) throw new CompactedException(compacted);
            return [.. Rows(after, through, PageSize)];
        }
        finally
        {
            _database.Rollback();
        }
    }

    public void Dispose() => _database.Dispose();

    private IEnumerable<StoredChange> Rows(long after, long through, long limit)
    {
        using var rows = _database.Prepare("SELECT revision, key, value FROM history WHERE revision > ? AND revision <= ? ORDER BY revision LIMIT ?");
        rows.Bind(1, after).Bind(2, through).Bind(3, limit);
        while (rows.Step()) yield return new StoredChange(rows.Int64(0), rows.Text(1), rows.Blob(2));
    }
}
