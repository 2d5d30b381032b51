using System.Runtime.CompilerServices;
using Grpc.Core;
using Kube.ApiServer.Storage.Etcd.Protocol;

namespace Kube.ApiServer.Storage.Etcd;

/// <summary>
/// The store of clusters with more than one API server: objects as JSON under upstream's keys in etcd. Revisions, optimistic concurrency
/// and history are etcd's own. Any number of servers may use one etcd; a member that fails is left for another.
/// </summary>
internal sealed class EtcdStore : IObjectStore
{
    private readonly EtcdClient _client;
    private readonly EtcdKeys _keys;
    private readonly LatestRevision _latest;
    private readonly EtcdCompaction? _compaction;

    public EtcdStore(EtcdOptions options, TimeProvider time)
    {
        _client = new EtcdClient(options, time);
        _keys = new EtcdKeys(options.Prefix);
        _latest = new LatestRevision(() => _client.RevisionAsync(CancellationToken.None));
        Servers = new EtcdServerLeases(_client, _keys, EtcdServerLeases.DefaultTime);
        if (options.CompactionInterval > TimeSpan.Zero) _compaction = new EtcdCompaction(_client, options.CompactionInterval, time);
    }

    /// <summary>The API servers that share this etcd.</summary>
    public IServerLeases Servers { get; }

    public async ValueTask<long> CurrentRevisionAsync(CancellationToken cancellationToken) => await _latest.AskAsync().WaitAsync(cancellationToken);

    public async ValueTask<WriteResult> WriteAsync(Write write, CancellationToken cancellationToken) => (await WriteAllAsync([write], cancellationToken))[0];

    public async ValueTask<IReadOnlyList<WriteResult>> WriteAllAsync(IReadOnlyList<Write> writes, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var request = EtcdTransaction.Of(writes, _keys);
        var response = await _client.WriteAsync((invoker, options) => new KV.KVClient(invoker).TxnAsync(request, options));
        return EtcdTransaction.Results(writes, response);
    }

    public async ValueTask<long> LoadAsync(Action<StoredChange> receive, CancellationToken cancellationToken) =>
        await new EtcdLoader(_client, _keys).LoadAsync(receive, cancellationToken);

    public async IAsyncEnumerable<ChangeBatch> ChangesAsync(long afterRevision, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var last = afterRevision;
        while (true)
        {
            await RefuseOlderAsync(last, cancellationToken);
            // From the last revision known, not from the one after: etcd would start a watch at the very revision it is compacted to, and
            // show no deletion that happened there.
            await using var watch = new EtcdWatch(_client, last, cancellationToken);
            while (await watch.NextAsync(cancellationToken) is { } events)
            {
                if (events[^1].Kv.ModRevision <= last) continue;
                var changes = new List<StoredChange>(events.Count);
                foreach (var change in events)
                {
                    if (change.Kv.ModRevision > last && Read(change) is { } read) changes.Add(read);
                }

                last = events[^1].Kv.ModRevision;
                yield return new ChangeBatch(last, changes);
            }

            await _client.PauseAsync(cancellationToken);
        }
    }

    public async ValueTask CompactAsync(long revision, CancellationToken cancellationToken) => await _client.CompactAsync(revision, cancellationToken);

    public async ValueTask BackupAsync(string path, CancellationToken cancellationToken) => await EtcdBackup.WriteAsync(_client, path, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        if (_compaction is not null) await _compaction.DisposeAsync();
        _client.Dispose();
    }

    /// <summary>An etcd that was brought back to an earlier state would have the watch wait for revisions that mean something else by then.</summary>
    private async ValueTask RefuseOlderAsync(long last, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                if (await CurrentRevisionAsync(cancellationToken) is var current && current < last)
                    throw new StoreRevertedException(current, last);
                return;
            }
            catch (StoreException unreachable) when (unreachable.InnerException is RpcException error && EtcdErrors.IsPassing(error))
            {
                await _client.PauseAsync(cancellationToken);
            }
        }
    }

    /// <summary>Null for a change of a key that is not the store's, or holds no object.</summary>
    private StoredChange? Read(Event change)
    {
        if (_keys.FromEtcd(change.Kv.Key) is not { } key) return null;
        if (change.Type == Event.Types.EventType.Delete) return new StoredChange(change.Kv.ModRevision, key, default);
        return change.Kv.Value.IsEmpty ? null : new StoredChange(change.Kv.ModRevision, key, change.Kv.Value.Memory);
    }
}
