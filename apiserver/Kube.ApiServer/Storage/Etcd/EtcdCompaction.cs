using System.Globalization;
using Google.Protobuf;
using Kube.ApiServer.Storage.Etcd.Protocol;

namespace Kube.ApiServer.Storage.Etcd;

/// <summary>
/// Compacts etcd regularly to what was current one interval ago, by one of all API servers: upstream's and ours alike count the rounds with
/// the version of one key, and who counts a round compacts in it (<c>apiserver/pkg/storage/etcd3/compact.go</c>). One background loop, ended
/// by <see cref="DisposeAsync"/>.
/// </summary>
internal sealed class EtcdCompaction : IAsyncDisposable
{
    private readonly EtcdClient _client;
    private readonly TimeSpan _interval;
    private readonly TimeProvider _time;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _loop;
    private long _round;
    private long _revision;

    public EtcdCompaction(EtcdClient client, TimeSpan interval, TimeProvider time)
    {
        (_client, _interval, _time) = (client, interval, time);
        _loop = RunAsync(_stop.Token);
    }

    /// <summary>Counts a round and compacts to what was current in the round before; only notes where things are when another was first.</summary>
    internal async Task TickAsync(CancellationToken cancellationToken)
    {
        var response = await CountAsync();
        if (!response.Succeeded)
        {
            _round = response.Responses[0].ResponseRange.Kvs is [var counter] ? counter.Version : 0;
        }
        else
        {
            _round++;
            if (_revision > 0) await _client.CompactAsync(_revision, cancellationToken);
        }

        _revision = response.Header.Revision;
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _loop.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }

    private async Task RunAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(_interval, _time);
        while (await timer.WaitForNextTickAsync(cancellationToken))
        {
            try
            {
                await TickAsync(cancellationToken);
            }
            catch (StoreException)
            {
                // The next round makes good for it.
            }
        }
    }

    private Task<TxnResponse> CountAsync()
    {
        var key = EtcdRequests.CompactRevisionKey;
        var request = new TxnRequest
        {
            Compare = { new Compare { Key = key, Target = Compare.Types.CompareTarget.Version, Version = _round } },
            Success = { new RequestOp { RequestPut = new PutRequest { Key = key, Value = ByteString.CopyFromUtf8(_revision.ToString(CultureInfo.InvariantCulture)) } } },
            Failure = { new RequestOp { RequestRange = new RangeRequest { Key = key } } },
        };
        return _client.WriteAsync((invoker, options) => new KV.KVClient(invoker).TxnAsync(request, options));
    }
}
