using Google.Protobuf;
using Grpc.Core;
using Kube.ApiServer.Storage.Etcd.Protocol;

namespace Kube.ApiServer.Storage.Etcd;

/// <summary>Requests that more than one part of the store makes.</summary>
internal static class EtcdRequests
{
    /// <summary>Where API servers agree on who compacts: a key of upstream's, outside the prefix.</summary>
    public static readonly ByteString CompactRevisionKey = ByteString.CopyFromUtf8("compact_rev_key");

    /// <summary>The revision of etcd: not older than the newest write acknowledged by any member before the call.</summary>
    public static async Task<long> RevisionAsync(this EtcdClient client, CancellationToken cancellationToken)
    {
        // A linearizable read of next to nothing.
        var request = new RangeRequest { Key = CompactRevisionKey, CountOnly = true };
        var response = await client.ReadAsync((invoker, options) => new KV.KVClient(invoker).RangeAsync(request, options), cancellationToken);
        return response.Header.Revision;
    }

    /// <summary>Compacts; that another did so already is no error.</summary>
    public static async Task CompactAsync(this EtcdClient client, long revision, CancellationToken cancellationToken)
    {
        var request = new CompactionRequest { Revision = revision };
        try
        {
            await client.ReadAsync((invoker, options) => new KV.KVClient(invoker).CompactAsync(request, options), cancellationToken);
        }
        catch (StoreException failed) when (failed.InnerException is RpcException error && EtcdErrors.IsCompacted(error))
        {
        }
    }
}
