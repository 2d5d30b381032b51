namespace Kube.ApiServer.Storage.Sqlite;

/// <summary>
/// The one table: every write in order, its AUTOINCREMENT id being its revision (the idea of kine). What a key holds is its last row;
/// a row without a value says the key was removed. Rows superseded before the compacted revision are deleted in time.
/// </summary>
internal sealed class HistoryTable(Database database) : IDisposable
{
    private readonly Statement _append = database.Prepare("INSERT INTO history (revision, key, value) VALUES (?, ?, ?)");
    private readonly Statement _remove = database.Prepare("DELETE FROM history WHERE revision = ?");
    private readonly Statement _setCompacted = database.Prepare("UPDATE compaction SET revision = ?");

    /// <summary>The newest revision ever given, also when its row is gone.</summary>
    public long LastRevision() => database.Scalar("SELECT seq FROM sqlite_sequence WHERE name = 'history'");

    public long CompactedRevision() => database.Scalar("SELECT revision FROM compaction");

    public void Append(long revision, in Write write) =>
        _append.Bind(1, revision).Bind(2, write.Key).Bind(3, write.Value.Span).Run();

    public void Remove(long revision) => _remove.Bind(1, revision).Run();

    public void SetCompactedRevision(long revision) => _setCompacted.Bind(1, revision).Run();

    /// <summary>Every row's revision, key and whether it removed the key, in order.</summary>
    public IEnumerable<(long Revision, string Key, bool IsDelete)> Keys()
    {
        using var rows = database.Prepare("SELECT revision, key, value IS NULL FROM history ORDER BY revision");
        while (rows.Step()) yield return (rows.Int64(0), rows.Text(1), rows.Int64(2) != 0);
    }

    public void Dispose()
    {
        _append.Dispose();
        _remove.Dispose();
        _setCompacted.Dispose();
    }
}
