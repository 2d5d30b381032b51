using Microsoft.EntityFrameworkCore;

namespace Kube.ApiServer.Storage.Sqlite;

/// <summary>
/// Brings a database file to the schema and the settings the store needs. EF Core's migrations say what the schema is, but only an
/// upgrade pays for starting EF Core: a current database is known by its user_version, and a new one is made by the script that EF
/// Core generates from the migrations, which is kept beside this file.
/// </summary>
internal static class Schema
{
    public const int Version = 1;

    public static void Prepare(Database database, string path)
    {
        var version = database.Scalar("PRAGMA user_version");
        if (version > Version) throw new StoreException($"cannot open the database {path}: it was written by a newer version of this program");
        if (version == 0) Create(database);
        else if (version < Version) Upgrade(path);
        // What the log grew to while a backup held its checkpoints up is cut off again.
        database.Execute($"PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA journal_size_limit = {64 << 20}");
    }

    /// <summary>The script for a new database.</summary>
    public static string Script()
    {
        using var stream = typeof(Schema).Assembly.GetManifestResourceStream("Kube.ApiServer.Storage.Sqlite.Schema.sql")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    private static void Create(Database database)
    {
        // An object fills small pages to the last one, where it would leave half of a large one empty, and who scans keys passes its other
        // pages by. Free ones can be given back in steps. Both are settled before the first table.
        // With the log on, the schema can wait to be durable until the first write is: a crash before leaves an empty database.
        database.Execute("PRAGMA page_size = 4096; PRAGMA auto_vacuum = INCREMENTAL; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL");
        database.Execute(Script());
    }

    private static void Upgrade(string path)
    {
        using var context = StoreContext.Of(path);
        context.Database.Migrate();
    }
}
