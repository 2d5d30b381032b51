using System.Threading.Channels;
using Microsoft.Data.Sqlite;

namespace Kube.Benchmarks.Limits;

/// <summary>Rows appended to SQLite, all that wait in one transaction with one fsync. One background loop, ended by <see cref="DisposeAsync"/>.</summary>
internal sealed class GroupCommit : IAsyncDisposable
{
    private readonly Channel<(byte[] Value, TaskCompletionSource Done)> _waiting = Channel.CreateUnbounded<(byte[], TaskCompletionSource)>(new() { SingleReader = true });
    private readonly SqliteConnection _database;
    private readonly Task _running;

    static GroupCommit() => SQLitePCL.Batteries_V2.Init();

    public GroupCommit(string path)
    {
        _database = new SqliteConnection($"Data Source={path}");
        _database.Open();
        Execute("PRAGMA page_size = 8192; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; CREATE TABLE history (id INTEGER PRIMARY KEY, value BLOB NOT NULL)");
        _running = Task.Factory.StartNew(RunAsync, TaskCreationOptions.LongRunning).Unwrap();
    }

    /// <summary>Returns when the value is on disk.</summary>
    public Task AddAsync(byte[] value)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _waiting.Writer.TryWrite((value, done));
        return done.Task;
    }

    public async ValueTask DisposeAsync()
    {
        _waiting.Writer.Complete();
        await _running;
        await _database.DisposeAsync();
    }

    private async Task RunAsync()
    {
        using var insert = _database.CreateCommand();
        insert.CommandText = "INSERT INTO history (value) VALUES ($value)";
        var parameter = insert.Parameters.Add("$value", SqliteType.Blob);
        var group = new List<TaskCompletionSource>();
        while (await _waiting.Reader.WaitToReadAsync())
        {
            using (var transaction = _database.BeginTransaction())
            {
                insert.Transaction = transaction;
                while (_waiting.Reader.TryRead(out var next))
                {
                    parameter.Value = next.Value;
                    insert.ExecuteNonQuery();
                    group.Add(next.Done);
                }
                transaction.Commit();
            }
            foreach (var done in group) done.SetResult();
            group.Clear();
        }
    }

    private void Execute(string sql)
    {
        using var command = _database.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
