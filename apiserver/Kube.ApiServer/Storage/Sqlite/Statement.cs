using System.Text;
using SQLitePCL;

namespace Kube.ApiServer.Storage.Sqlite;

/// <summary>A prepared statement: bind, step until false, reset, again.</summary>
internal sealed class Statement(Database database, sqlite3_stmt handle) : IDisposable
{
    public Statement Bind(int index, long value)
    {
        database.Check(raw.sqlite3_bind_int64(handle, index, value), "cannot bind a number");
        return this;
    }

    public Statement Bind(int index, string value)
    {
        Span<byte> utf8 = stackalloc byte[512];
        utf8 = Encoding.UTF8.TryGetBytes(value, utf8, out var length) ? utf8[..length] : Encoding.UTF8.GetBytes(value);
        database.Check(raw.sqlite3_bind_text(handle, index, utf8), "cannot bind a text");
        return this;
    }

    /// <summary>Binds a blob, or NULL for an empty one.</summary>
    public Statement Bind(int index, ReadOnlySpan<byte> value)
    {
        database.Check(
            value.IsEmpty ? raw.sqlite3_bind_null(handle, index) : raw.sqlite3_bind_blob(handle, index, value),
            "cannot bind a blob");
        return this;
    }

    /// <summary>Whether there is a row to read.</summary>
    public bool Step()
    {
        var code = raw.sqlite3_step(handle);
        if (code == raw.SQLITE_ROW) return true;
        if (code != raw.SQLITE_DONE) database.Check(code, "cannot run a statement");
        return false;
    }

    /// <summary>Runs a statement that has no rows and makes it ready for the next time, also when it fails.</summary>
    public void Run()
    {
        try
        {
            Step();
        }
        finally
        {
            Reset();
        }
    }

    public void Reset() => raw.sqlite3_reset(handle);

    public long Int64(int column) => raw.sqlite3_column_int64(handle, column);

    public string Text(int column) => raw.sqlite3_column_text(handle, column).utf8_to_string();

    public byte[] Blob(int column) => raw.sqlite3_column_blob(handle, column).ToArray();

    public void Dispose() => raw.sqlite3_finalize(handle);
}
