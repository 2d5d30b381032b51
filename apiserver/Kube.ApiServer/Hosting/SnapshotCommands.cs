using System.CommandLine;
using Kube.ApiServer.Storage;
using Kube.ApiServer.Storage.Etcd;
using Kube.ApiServer.Storage.Sqlite;

namespace Kube.ApiServer.Hosting;

/// <summary>
/// <c>kube-apiserver snapshot save|restore FILE</c>: copies of the store, which upstream leaves to etcd's tools. Saving does not disturb a
/// server that runs; the embedded store is restored while none does.
/// </summary>
internal static class SnapshotCommands
{
    public static Command Create(Option<string> dataDirectory, EtcdFlags etcd)
    {
        var file = new Argument<string>("file") { Description = "The snapshot." };
        var save = new Command("save", "Write a consistent copy of the store to a file; a server may be running.") { file, dataDirectory };
        etcd.AddTo(save);
        save.SetAction((parsed, cancellation) => RunAsync(() => SaveAsync(parsed.GetRequiredValue(file), parsed.GetValue(dataDirectory)!, etcd.Read(parsed), cancellation)));
        var restore = new Command("restore", "Replace the embedded store by a snapshot; no server may be running.") { file, dataDirectory };
        restore.SetAction((parsed, _) => RunAsync(() => RestoreAsync(parsed.GetRequiredValue(file), parsed.GetValue(dataDirectory)!)));
        return new Command("snapshot", "Save and restore the store.") { save, restore };
    }

    private static async Task SaveAsync(string file, string dataDirectory, EtcdOptions? etcd, CancellationToken cancellation)
    {
        if (etcd is not null)
        {
            await using var store = new EtcdStore(etcd with { CompactionInterval = TimeSpan.Zero }, TimeProvider.System);
            await store.BackupAsync(file, cancellation);
        }
        else
        {
            Backup.Write(Stores.DatabasePath(dataDirectory), file);
        }

        await Console.Out.WriteLineAsync($"Snapshot saved at {file}");
    }

    private static async Task RestoreAsync(string file, string dataDirectory)
    {
        Directory.CreateDirectory(dataDirectory);
        var revision = Restoration.Run(file, Stores.DatabasePath(dataDirectory));
        await Console.Out.WriteLineAsync($"Restored {file}; the revision is {revision} now.");
    }

    private static async Task<int> RunAsync(Func<Task> command)
    {
        try
        {
            await command();
            return 0;
        }
        catch (Exception failure) when (failure is StoreException or IOException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync($"error: {failure.Message}");
            return 1;
        }
    }
}
