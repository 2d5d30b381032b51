namespace Kube.ApiServer.Storage.Sqlite;

/// <summary>Brings a database file to the schema and the settings the store needs.</summary>
internal static class Schema
{
    public const int Version = 1;

    public static void Prepare(Database database)
    {
        if (database.Scalar("PRAGMA user_version") == 0) Create(database);
        database.Execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL");
    }

    private static void Create(Database database) => database.Execute($"""
        PRAGMA page_size = 8192;
        PRAGMA auto_vacuum = INCREMENTAL;
        BEGIN;
        CREATE TABLE history (revision INTEGER PRIMARY KEY AUTOINCREMENT, key TEXT NOT NULL, value BLOB NULL);
        CREATE TABLE compaction (revision INTEGER NOT NULL);
        INSERT INTO compaction VALUES (1);
        INSERT INTO sqlite_sequence (name, seq) VALUES ('history', 1);
        PRAGMA user_version = {Version};
        COMMIT;
        """);
}
