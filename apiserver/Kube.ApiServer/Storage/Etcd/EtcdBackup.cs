using Grpc.Core;
using Kube.ApiServer.Storage.Etcd.Protocol;

namespace Kube.ApiServer.Storage.Etcd;

/// <summary>A snapshot of one member, in the form <c>etcdctl snapshot save</c> writes and <c>etcdutl snapshot restore</c> reads.</summary>
internal static class EtcdBackup
{
    public static async Task WriteAsync(EtcdClient client, string path, CancellationToken cancellationToken)
    {
        var unfinished = path + ".part";
        try
        {
            await using (var file = BackupFile.Create(unfinished))
            {
                using var call = new Maintenance.MaintenanceClient(client.Current).Snapshot(new SnapshotRequest(), EtcdClient.StreamOptions(cancellationToken));
                while (await call.ResponseStream.MoveNext(cancellationToken)) await file.WriteAsync(call.ResponseStream.Current.Blob.Memory, cancellationToken);
                file.Flush(flushToDisk: true);
            }

            File.Move(unfinished, path, overwrite: true);
        }
        catch (Exception e) when (e is RpcException or IOException or UnauthorizedAccessException)
        {
            File.Delete(unfinished);
            throw new StoreException($"cannot write the backup {path}: {e.Message}", e);
        }
    }
}
