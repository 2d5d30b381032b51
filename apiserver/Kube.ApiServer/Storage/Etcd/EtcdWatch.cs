using Google.Protobuf;
using Grpc.Core;
using Grpc.Net.Client;
using Kube.ApiServer.Storage.Etcd.Protocol;

namespace Kube.ApiServer.Storage.Etcd;

/// <summary>
/// One watch of <em>all</em> keys of an etcd. Every revision of etcd is a change of some key, so who has been shown the events of a
/// revision has been shown all before, and no progress notifications are needed to know how far the watch has got (see
/// docs/decisions/etcd-store.md). Ended by <see cref="DisposeAsync"/>. For one reader.
/// </summary>
internal sealed class EtcdWatch : IAsyncDisposable
{
    private static readonly ByteString FirstKey = ByteString.CopyFrom(0);

    private readonly EtcdClient _client;
    private readonly GrpcChannel _member;
    private readonly CancellationTokenSource _stop;
    private readonly AsyncDuplexStreamingCall<WatchRequest, WatchResponse> _call;
    private readonly long _from;
    private bool _isOpen;

    /// <param name="from">The first revision to be shown.</param>
    public EtcdWatch(EtcdClient client, long from, CancellationToken cancellationToken)
    {
        (_client, _member, _from) = (client, client.Current, from);
        _stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _call = new Watch.WatchClient(_member).Watch(EtcdClient.StreamOptions(_stop.Token));
    }

    /// <summary>The next events: those of one or more whole revisions. Null when the watch was lost and has to be made again.</summary>
    /// <exception cref="CompactedException">What the watch was to start with is gone.</exception>
    /// <exception cref="StoreException">etcd does not allow the watch.</exception>
    public async ValueTask<IReadOnlyList<Event>?> NextAsync(CancellationToken cancellationToken)
    {
        try
        {
            if (!_isOpen) await OpenAsync();
            while (await _call.ResponseStream.MoveNext(cancellationToken))
            {
                var response = _call.ResponseStream.Current;
                if (response.CompactRevision > 0) throw new CompactedException(response.CompactRevision);
                if (response.Canceled) break;
                if (response.Events.Count > 0) return response.Events;
            }
        }
        catch (RpcException) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellationToken);
        }
        catch (RpcException error) when (error.StatusCode is StatusCode.PermissionDenied or StatusCode.Unauthenticated)
        {
            throw EtcdErrors.ToStoreException(error);
        }
        catch (RpcException)
        {
            // Lost, for whatever reason; what was missed is asked for by the next one.
        }

        _client.MoveOn(_member);
        return null;
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _call.Dispose();
        _stop.Dispose();
    }

    private async ValueTask OpenAsync()
    {
        _isOpen = true;
        var create = new WatchCreateRequest { Key = FirstKey, RangeEnd = EtcdKeys.NoEnd, StartRevision = _from };
        await _call.RequestStream.WriteAsync(new WatchRequest { CreateRequest = create }, _stop.Token);
    }
}
