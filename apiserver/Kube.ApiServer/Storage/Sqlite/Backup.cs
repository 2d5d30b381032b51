namespace Kube.ApiServer.Storage.Sqlite;

/// <summary>A consistent, compact copy of the database, made while it is written to.</summary>
internal static class Backup
{
    public static void Write(string databasePath, string path)
    {
        var unfinished = path + ".part";
        if (!File.Exists(databasePath)) throw new StoreException($"cannot write the backup {path}: there is no database {databasePath}");
        try
        {
            File.Delete(unfinished);
            BackupFile.Create(unfinished).Dispose();
            using (var database = Database.Open(databasePath)) database.Execute($"VACUUM INTO '{unfinished.Replace("'", "''", StringComparison.Ordinal)}'");
            using (var file = File.OpenHandle(unfinished, FileMode.Open, FileAccess.ReadWrite)) RandomAccess.FlushToDisk(file);
            File.Move(unfinished, path, overwrite: true);
        }
        catch (Exception e) when (e is StoreException or IOException or UnauthorizedAccessException)
        {
            File.Delete(unfinished);
            throw new StoreException($"cannot write the backup {path}: {e.Message}", e);
        }
    }
}
