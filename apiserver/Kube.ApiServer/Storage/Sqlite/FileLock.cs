namespace Kube.ApiServer.Storage.Sqlite;

/// <summary>
/// Keeps a second server off the same database, since each holds the newest revisions in memory. The lock is the open file's, not
/// the file's existence: it goes with the process, however that ends.
/// </summary>
internal sealed class FileLock : IDisposable
{
    private readonly FileStream _file;

    private FileLock(FileStream file) => _file = file;

    public static FileLock Take(string databasePath)
    {
        try
        {
            return new FileLock(new FileStream(databasePath + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException e) when (e is not (DirectoryNotFoundException or FileNotFoundException or PathTooLongException))
        {
            throw new StoreException($"cannot open the database {databasePath}: another server is using it", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StoreException($"cannot open the database {databasePath}: {e.Message}", e);
        }
    }

    public void Dispose() => _file.Dispose();
}
