namespace Kube.ApiServer.Storage.Sqlite;

/// <summary>
/// Puts a snapshot in the place of a database, with a revision above any that a client can have seen of either and with all history before
/// it compacted, as <c>etcdutl snapshot restore --bump-revision --mark-compacted</c> does: whoever watches from an earlier revision is told
/// 410 and lists anew, instead of being shown other events under the numbers it knows.
/// </summary>
internal static class Restoration
{
    /// <summary>More than is written between two snapshots, where the database that went on from the snapshot is lost.</summary>
    public const long Leap = 1_000_000_000;

    /// <summary>Either all of it happens or nothing. Returns the new revision.</summary>
    /// <exception cref="StoreException">The file is no whole snapshot, a server is running, or the medium fails.</exception>
    public static long Run(string snapshot, string databasePath)
    {
        using var fileLock = FileLock.Take(databasePath);
        var candidate = databasePath + ".restoring";
        try
        {
            Remove(candidate);
            File.Copy(snapshot, candidate);
            var revision = Prepare(snapshot, candidate, LastRevisionOf(databasePath));
            using (var file = File.OpenHandle(candidate, FileMode.Open, FileAccess.ReadWrite)) RandomAccess.FlushToDisk(file);
            // A log of the old database must not be taken for one of the new.
            WriteBackLog(databasePath);
            File.Move(candidate, databasePath, overwrite: true);
            return revision;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StoreException($"cannot restore {snapshot}: {e.Message}", e);
        }
        finally
        {
            Remove(candidate);
        }
    }

    private static long Prepare(string snapshot, string candidate, long lastKnown)
    {
        using var database = Database.Open(candidate);
        try
        {
            if (database.Scalar("PRAGMA user_version") == 0 || !IsWhole(database)) throw new StoreException("it is damaged or no snapshot");
            Schema.Prepare(database, candidate);
            using var history = new HistoryTable(database);
            var revision = Math.Max(history.LastRevision() + Leap, lastKnown + 1);
            database.Begin();
            database.Execute($"UPDATE sqlite_sequence SET seq = {revision} WHERE name = 'history'");
            history.SetCompactedRevision(revision);
            database.Commit();
            return revision;
        }
        catch (StoreException e)
        {
            throw new StoreException($"cannot restore {snapshot}: {e.Message}", e);
        }
    }

    private static bool IsWhole(Database database)
    {
        using var check = database.Prepare("PRAGMA integrity_check(1)");
        return check.Step() && check.Text(0) == "ok";
    }

    /// <summary>0 when there is no database, or none that can be read.</summary>
    private static long LastRevisionOf(string path)
    {
        if (!File.Exists(path)) return 0;
        try
        {
            using var database = Database.Open(path);
            return database.Scalar("SELECT seq FROM sqlite_sequence WHERE name = 'history'");
        }
        catch (StoreException)
        {
            return 0;
        }
    }

    private static void WriteBackLog(string path)
    {
        if (!File.Exists(path)) return;
        try
        {
            using var database = Database.Open(path);
            database.Execute("PRAGMA wal_checkpoint(TRUNCATE)");
        }
        catch (StoreException)
        {
            // It is damaged, and about to be replaced.
        }

        RemoveLog(path);
    }

    private static void Remove(string path)
    {
        File.Delete(path);
        RemoveLog(path);
    }

    private static void RemoveLog(string path)
    {
        File.Delete(path + "-wal");
        File.Delete(path + "-shm");
    }
}
