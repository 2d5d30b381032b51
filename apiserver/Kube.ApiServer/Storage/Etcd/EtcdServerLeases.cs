using Google.Protobuf;
using Kube.ApiServer.Storage.Etcd.Protocol;

namespace Kube.ApiServer.Storage.Etcd;

/// <summary>
/// The API servers that share an etcd, as upstream keeps them: a key for each address, holding Endpoints of that address, which etcd deletes
/// when its lease is not renewed. So upstream's servers and ours see each other.
/// </summary>
/// <param name="time">How long a server that says nothing more counts as there.</param>
internal sealed class EtcdServerLeases(EtcdClient client, EtcdKeys keys, TimeSpan time) : IServerLeases
{
    /// <summary>Upstream's <c>DefaultEndpointReconcilerTTL</c>.</summary>
    public static readonly TimeSpan DefaultTime = TimeSpan.FromSeconds(15);

    private long _generation;

    public async ValueTask RenewAsync(string address, CancellationToken cancellationToken)
    {
        // A new lease each time: the one before ends by itself, holding nothing. Renewing twice is no harm, so it may be tried again.
        var grant = new LeaseGrantRequest { TTL = (long)time.TotalSeconds };
        var lease = await client.ReadAsync((invoker, options) => new Lease.LeaseClient(invoker).LeaseGrantAsync(grant, options), cancellationToken);
        await ChangeAsync(
            new RequestOp { RequestPut = new PutRequest { Key = keys.OfServer(address), Value = Value(address, ++_generation), Lease = lease.ID } },
            cancellationToken);
    }

    public async ValueTask RemoveAsync(string address, CancellationToken cancellationToken) =>
        await ChangeAsync(new RequestOp { RequestDeleteRange = new DeleteRangeRequest { Key = keys.OfServer(address) } }, cancellationToken);

    public async ValueTask<IReadOnlyList<string>> ListAsync(CancellationToken cancellationToken)
    {
        var request = new RangeRequest { Key = keys.FirstServer, RangeEnd = keys.EndOfServers, KeysOnly = true };
        var found = await client.ReadAsync((invoker, options) => new KV.KVClient(invoker).RangeAsync(request, options), cancellationToken);
        return [.. found.Kvs.Select(item => keys.AddressOfServer(item.Key))];
    }

    private async Task ChangeAsync(RequestOp change, CancellationToken cancellationToken)
    {
        var request = new TxnRequest { Success = { change } };
        await client.ReadAsync((invoker, options) => new KV.KVClient(invoker).TxnAsync(request, options), cancellationToken);
    }

    private static ByteString Value(string address, long generation) => ByteString.CopyFromUtf8(
        $$$"""{"kind":"Endpoints","apiVersion":"v1","metadata":{"generation":{{{generation}}}},"subsets":[{"addresses":[{"ip":"{{{address}}}"}]}]}""");
}
