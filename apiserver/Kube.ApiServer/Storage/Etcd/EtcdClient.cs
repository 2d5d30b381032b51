using Grpc.Core;
using Grpc.Net.Client;

namespace Kube.ApiServer.Storage.Etcd;

/// <summary>
/// Calls to one etcd over the member that answered last. A member that fails is left for the next one. Calls say that they need a member
/// with a leader, so that one cut off from the others refuses instead of keeping them waiting.
/// </summary>
internal sealed class EtcdClient : IDisposable
{
    /// <summary>A little more than etcd itself takes to give up on a request.</summary>
    private static readonly TimeSpan CallTime = TimeSpan.FromSeconds(10);

    /// <summary>How long a call that had no effect, or is to have none, is made again: longer than it takes to elect a leader.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly GrpcChannel[] _members;
    private readonly TimeProvider _time;
    private int _current;

    public EtcdClient(EtcdOptions options, TimeProvider time)
    {
        _time = time;
        _members = [.. options.Servers.Select(server => EtcdChannel.Open(server, options))];
    }

    /// <summary>Makes a call that changes nothing, again until it is answered or patience ends.</summary>
    /// <exception cref="StoreException">etcd refused it or did not answer.</exception>
    public Task<T> ReadAsync<T>(Func<CallInvoker, CallOptions, AsyncUnaryCall<T>> call, CancellationToken cancellationToken) =>
        CallAsync(call, EtcdErrors.IsPassing, cancellationToken);

    /// <summary>Makes a call that changes something; makes it again only when it certainly had no effect.</summary>
    /// <exception cref="StoreException">It failed, or how it ended is not known.</exception>
    public Task<T> WriteAsync<T>(Func<CallInvoker, CallOptions, AsyncUnaryCall<T>> call) => CallAsync(call, EtcdErrors.HadNoEffect, CancellationToken.None);

    /// <summary>The current member, for a stream; when that fails, tell <see cref="MoveOn"/>.</summary>
    public GrpcChannel Current => _members[Volatile.Read(ref _current)];

    /// <summary>What streams are opened with.</summary>
    public static CallOptions StreamOptions(CancellationToken cancellationToken) => new(NeedsLeader(), cancellationToken: cancellationToken);

    /// <summary>Leaves a member that failed, unless another call did so already.</summary>
    public void MoveOn(GrpcChannel failed)
    {
        var at = Array.IndexOf(_members, failed);
        Interlocked.CompareExchange(ref _current, (at + 1) % _members.Length, at);
    }

    /// <summary>Waits before something is tried again.</summary>
    public Task PauseAsync(CancellationToken cancellationToken) => Task.Delay(Pause, _time, cancellationToken);

    public void Dispose()
    {
        foreach (var member in _members) member.Dispose();
    }

    private async Task<T> CallAsync<T>(
        Func<CallInvoker, CallOptions, AsyncUnaryCall<T>> call, Func<RpcException, bool> mayRepeat, CancellationToken cancellationToken)
    {
        var start = _time.GetTimestamp();
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var member = Current;
            // Not a deadline of gRPC's, which is a time of day and would move with a clock that is set.
            using var limit = new CancellationTokenSource(CallTime, _time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
            try
            {
                var options = new CallOptions(NeedsLeader(), cancellationToken: either.Token);
                return await call(member.CreateCallInvoker(), options).ResponseAsync;
            }
            catch (RpcException failure)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var error = limit.IsCancellationRequested ? EtcdErrors.TimedOut(failure) : failure;
                if (EtcdErrors.IsPassing(error)) MoveOn(member);
                if (!mayRepeat(error) || _time.GetElapsedTime(start) > Patience) throw EtcdErrors.ToStoreException(error);
            }

            await PauseAsync(cancellationToken);
        }
    }

    private static Metadata NeedsLeader() => new() { { "hasleader", "true" } };
}
