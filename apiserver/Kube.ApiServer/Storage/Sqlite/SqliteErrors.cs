using SQLitePCL;

namespace Kube.ApiServer.Storage.Sqlite;

/// <summary>Turns SQLite's result codes into errors an operator can act on.</summary>
internal static class SqliteErrors
{
    public static void Check(sqlite3 database, int code, string what)
    {
        if (code is raw.SQLITE_OK or raw.SQLITE_ROW or raw.SQLITE_DONE) return;
        var reason = (code & 0xff) switch
        {
            raw.SQLITE_FULL => "the disk is full",
            raw.SQLITE_READONLY => "the file or its folder is read-only",
            raw.SQLITE_CORRUPT => "the database is damaged; restore a backup",
            raw.SQLITE_NOTADB => "the file is not a database or is damaged; restore a backup",
            raw.SQLITE_CANTOPEN => "the file cannot be opened or made",
            raw.SQLITE_IOERR => "reading or writing the disk failed",
            raw.SQLITE_BUSY or raw.SQLITE_LOCKED => "another program is using the database",
            _ => "unexpected result",
        };
        throw new StoreException($"{what}: {reason} (SQLite {code}: {raw.sqlite3_errmsg(database).utf8_to_string()})");
    }
}
