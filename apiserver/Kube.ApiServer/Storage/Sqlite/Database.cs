using SQLitePCL;

namespace Kube.ApiServer.Storage.Sqlite;

/// <summary>One connection to the database file, used by one thread at a time.</summary>
internal sealed class Database : IDisposable
{
    private readonly sqlite3 _handle;

    static Database() => Batteries_V2.Init();

    private Database(sqlite3 handle) => _handle = handle;

    public static Database Open(string path)
    {
        var code = raw.sqlite3_open_v2(path, out var handle, raw.SQLITE_OPEN_READWRITE | raw.SQLITE_OPEN_CREATE | raw.SQLITE_OPEN_NOMUTEX, null);
        var database = new Database(handle);
        try
        {
            SqliteErrors.Check(handle, code, $"cannot open the database {path}");
            raw.sqlite3_extended_result_codes(handle, 1);
            raw.sqlite3_busy_timeout(handle, 5000);
            return database;
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    public Statement Prepare(string sql)
    {
        Check(raw.sqlite3_prepare_v2(_handle, sql, out var statement), "cannot prepare a statement");
        return new Statement(this, statement);
    }

    /// <summary>Runs one or more statements and ignores their rows.</summary>
    public void Execute(string sql) => Check(raw.sqlite3_exec(_handle, sql), "cannot run a statement");

    /// <summary>The first column of the first row.</summary>
    public long Scalar(string sql)
    {
        using var statement = Prepare(sql);
        return statement.Step() ? statement.Int64(0) : 0;
    }

    /// <summary>Starts a transaction; the statements are text, since they cost little beside the commit.</summary>
    public void Begin() => Execute("BEGIN IMMEDIATE");

    /// <summary>Makes the transaction durable.</summary>
    public void Commit() => Execute("COMMIT");

    /// <summary>Copies into the database file what no reader needs in the log, without waiting for anyone; what fails stays in the log.</summary>
    public void Checkpoint() => raw.sqlite3_wal_checkpoint_v2(_handle, null, raw.SQLITE_CHECKPOINT_PASSIVE, out _, out _);

    /// <summary>How many pages this connection added to the log since the last call.</summary>
    public int TakePagesWritten()
    {
        raw.sqlite3_db_status(_handle, raw.SQLITE_DBSTATUS_CACHE_WRITE, out var pages, out _, 1);
        return pages;
    }

    /// <summary>Undoes the transaction, if SQLite has not done so already because of an error.</summary>
    public void Rollback()
    {
        if (raw.sqlite3_get_autocommit(_handle) == 0) raw.sqlite3_exec(_handle, "ROLLBACK");
    }

    public void Check(int code, string what) => SqliteErrors.Check(_handle, code, what);

    public void Dispose() => _handle.manual_close_v2();
}
