using Grpc.Core;
using Kube.ApiServer.Storage.Etcd.Protocol;

namespace Kube.ApiServer.Storage.Etcd;

/// <summary>Reads the whole state as of the oldest revision etcd still has, page by page.</summary>
internal sealed class EtcdLoader(EtcdClient client, EtcdKeys keys)
{
    private const int PageSize = 1000;

    private readonly HashSet<string> _handedOver = new(StringComparer.Ordinal);

    /// <summary>
    /// Hands over every key of the state and returns its revision. If that is compacted meanwhile, it starts anew with a newer one, and
    /// takes back what is no longer there.
    /// </summary>
    public async Task<long> LoadAsync(Action<StoredChange> receive, CancellationToken cancellationToken)
    {
        while (true)
        {
            var gone = new HashSet<string>(_handedOver, StringComparer.Ordinal);
            var revision = await OldestRevisionAsync(cancellationToken);
            if (!await TryLoadAsync(revision, gone, receive, cancellationToken)) continue;
            foreach (var key in gone) receive(new StoredChange(revision, key, default));
            return revision;
        }
    }

    private async Task<bool> TryLoadAsync(long revision, HashSet<string> gone, Action<StoredChange> receive, CancellationToken cancellationToken)
    {
        var from = keys.First;
        while (true)
        {
            var request = new RangeRequest { Key = from, RangeEnd = keys.End, Revision = revision, Limit = PageSize };
            RangeResponse page;
            try
            {
                page = await client.ReadAsync((invoker, options) => new KV.KVClient(invoker).RangeAsync(request, options), cancellationToken);
            }
            catch (StoreException failed) when (failed.InnerException is RpcException error && EtcdErrors.IsCompacted(error))
            {
                return false;
            }

            foreach (var item in page.Kvs)
            {
                if (keys.FromEtcd(item.Key) is not { } key) continue;
                _handedOver.Add(key);
                gone.Remove(key);
                if (!item.Value.IsEmpty) receive(new StoredChange(item.ModRevision, key, item.Value.Memory));
            }

            if (!page.More) return true;
            from = EtcdKeys.After(page.Kvs[^1].Key);
        }
    }

    /// <summary>What etcd is compacted to: a watch from the very beginning is refused with that number. 1 if it never was.</summary>
    private async Task<long> OldestRevisionAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            await using var watch = new EtcdWatch(client, 1, cancellationToken);
            try
            {
                // Only a store that was written to but never compacted answers with events.
                if (await client.RevisionAsync(cancellationToken) <= 1 || await watch.NextAsync(cancellationToken) is not null) return 1;
            }
            catch (CompactedException compacted)
            {
                return compacted.OldestRevision;
            }

            await client.PauseAsync(cancellationToken);
        }
    }
}
