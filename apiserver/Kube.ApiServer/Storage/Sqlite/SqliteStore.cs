using System.Runtime.CompilerServices;

namespace Kube.ApiServer.Storage.Sqlite;

/// <summary>
/// The embedded store: one SQLite file, one process. Writes go through one writer that commits in groups; reads of the store itself
/// (start-up, catching up, backup) use connections of their own.
/// </summary>
internal sealed class SqliteStore : IObjectStore
{
    private readonly string _path;
    private readonly FileLock _lock;
    private readonly Database _database;
    private readonly HistoryTable _history;
    private readonly Transaction _transaction;
    private readonly ChangeFeed _feed;
    private readonly Checkpoints _checkpoints;
    private readonly Writer _writer;
    private int _isDisposed;

    private SqliteStore(string path, FileLock fileLock, Database database)
    {
        (_path, _lock, _database) = (path, fileLock, database);
        _history = new HistoryTable(database);
        var (heads, garbage) = (new Heads(), new Garbage());
        foreach (var (revision, key, isDelete) in _history.Keys()) garbage.Add(revision, heads.Set(key, revision, isDelete), isDelete);
        heads.Commit();
        _transaction = new Transaction(database, _history, heads, garbage, _history.LastRevision());
        _feed = new ChangeFeed(_transaction.LastRevision);
        _checkpoints = new Checkpoints(path, database);
        _writer = new Writer(_transaction, new Compaction(database, _history, garbage, _history.CompactedRevision()), _checkpoints, _feed.Publish);
    }

    /// <summary>Opens the database file, making or upgrading it as needed. Throws a <see cref="StoreException"/> when it cannot.</summary>
    public static SqliteStore Open(string path)
    {
        var fileLock = FileLock.Take(path);
        Database? database = null;
        try
        {
            database = Database.Open(path);
            Schema.Prepare(database, path);
            return new SqliteStore(path, fileLock, database);
        }
        catch
        {
            database?.Dispose();
            fileLock.Dispose();
            throw;
        }
    }

    public ValueTask<long> CurrentRevisionAsync(CancellationToken cancellationToken) => new(_transaction.LastRevision);

    public async ValueTask<WriteResult> WriteAsync(Write write, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        ArgumentNullException.ThrowIfNull(write.Key, nameof(write));
        var results = await CommitAsync([write]);
        return results[0];
    }

    public async ValueTask<IReadOnlyList<WriteResult>> WriteAllAsync(IReadOnlyList<Write> writes, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (writes.Any(write => write.Key is null) || writes.DistinctBy(write => write.Key).Count() < writes.Count)
            throw new ArgumentException("The keys of a commit must be distinct.", nameof(writes));
        return await CommitAsync(writes);
    }

    public async ValueTask<long> LoadAsync(Action<StoredChange> receive, CancellationToken cancellationToken)
    {
        using var reader = new HistoryReader(_path);
        return await Task.Run(() => reader.Load(receive, cancellationToken), cancellationToken);
    }

    public async IAsyncEnumerable<ChangeBatch> ChangesAsync(
        long afterRevision, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var last = afterRevision;
        while (true)
        {
            var (batches, published) = _feed.Follow();
            try
            {
                await foreach (var page in MissedAsync(last, published, cancellationToken)) yield return page;

                last = Math.Max(last, published);
                await foreach (var batch in batches.Reader.ReadAllAsync(cancellationToken))
                {
                    if (batch.Revision <= last) continue;
                    yield return batch;
                    last = batch.Revision;
                }
            }
            finally
            {
                _feed.Leave(batches);
            }
        }
    }

    public ValueTask CompactAsync(long revision, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(revision, _transaction.LastRevision);
        return new ValueTask(_writer.CompactAsync(revision).WaitAsync(cancellationToken));
    }

    public async ValueTask BackupAsync(string path, CancellationToken cancellationToken) =>
        await Task.Run(() => Backup.Write(_path, path), cancellationToken);

    public ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _isDisposed, 1) != 0) return ValueTask.CompletedTask;
        _writer.Dispose();
        _checkpoints.Dispose();
        _feed.Close();
        _history.Dispose();
        _database.Dispose();
        _lock.Dispose();
        return ValueTask.CompletedTask;
    }

    private Task<WriteResult[]> CommitAsync(IReadOnlyList<Write> writes)
    {
        var commit = new PendingCommit(writes);
        _writer.Enqueue(commit);
        return commit.Task;
    }

    /// <summary>Pages of history; each is read while the one before is taken in.</summary>
    private async IAsyncEnumerable<ChangeBatch> MissedAsync(long after, long through, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (after == through) yield break;
        using var reader = new HistoryReader(_path);
        var next = NextAsync();
        try
        {
            for (var page = await next; page.Count > 0; page = await next)
            {
                cancellationToken.ThrowIfCancellationRequested();
                after = page[^1].Revision;
                next = NextAsync();
                yield return new ChangeBatch(after, page);
            }
        }
        finally
        {
            // Who leaves early must not take the reader away from it.
            await ((Task)next).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        if (after < through) yield return new ChangeBatch(through, []);

        Task<List<StoredChange>> NextAsync()
        {
            var from = after;
            return Task.Run(() => reader.Page(from, through), CancellationToken.None);
        }
    }
}
