using Grpc.Core;

namespace Kube.ApiServer.Storage.Etcd;

/// <summary>What a failed call means: whether it may be made again, and what to say. The texts compared with are etcd's <c>rpctypes</c>.</summary>
internal static class EtcdErrors
{
    private const string NoLeader = "etcdserver: no leader";
    private const string Compacted = "etcdserver: mvcc: required revision has been compacted";

    /// <summary>
    /// The call certainly changed nothing: no connection could be made, or the member refused it because it had no leader to ask. Anything
    /// else that happens to a write leaves open whether it will be carried out.
    /// </summary>
    public static bool HadNoEffect(RpcException error) =>
        error.StatusCode == StatusCode.Unavailable && (error.Status.Detail == NoLeader || WasNeverSent(error.InnerException));

    /// <summary>Another member, or the same a little later, may answer.</summary>
    public static bool IsPassing(RpcException error) =>
        error.StatusCode is StatusCode.Unavailable or StatusCode.DeadlineExceeded or StatusCode.ResourceExhausted or StatusCode.Internal
            // A member that is starting or stopping drops calls with these, without a word.
            or StatusCode.Cancelled or StatusCode.Unknown or StatusCode.Aborted;

    public static bool IsCompacted(RpcException error) => error.StatusCode == StatusCode.OutOfRange && error.Status.Detail == Compacted;

    /// <summary>What a call that was given up becomes.</summary>
    public static RpcException TimedOut(RpcException cancelled) => new(new Status(StatusCode.DeadlineExceeded, cancelled.Status.Detail, cancelled));

    public static StoreException ToStoreException(RpcException error) => new(error.StatusCode switch
    {
        StatusCode.DeadlineExceeded => "etcdserver: request timed out",
        StatusCode.Unavailable when error.InnerException is { } cause => $"etcd cannot be reached: {cause.GetBaseException().Message}",
        _ when error.Status.Detail.Length == 0 => error.Message,
        _ => error.Status.Detail,
    }, error);

    private static bool WasNeverSent(Exception? cause) => cause is HttpRequestException
    {
        HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError,
    };
}
