using k8s.Models;
using Kube.Controllers.Hosting;
using Kube.Machinery;
using Kube.Machinery.Clients;
using Kube.Machinery.Informers;
using Kube.Machinery.Reconcilers;
using Kube.Machinery.WorkQueues;

namespace Kube.Controllers.ServiceCidrs;

/// <summary>
/// Tells whether the ranges of service addresses are ready, and keeps those whose addresses are in use from going, by a finalizer:
/// upstream's <c>pkg/controller/servicecidrs</c>.
/// </summary>
internal sealed class ServiceCidrController : IController, IReconciler
{
    public const string Name = "service-cidr-controller";

    internal const string Finalizer = "networking.k8s.io/service-cidr-finalizer";
    internal const string Blocked = "There are still IPAddresses referencing the ServiceCIDR, please remove them or create a new ServiceCIDR";
    internal const string Ready = "Kubernetes Service CIDR is ready";

    /// <summary>In this time every API server learns of the deletion and stops giving addresses of the range.</summary>
    private static readonly TimeSpan DeletionGrace = TimeSpan.FromSeconds(10);

    private static readonly ResourceType Type = ResourceType.Of<V1ServiceCIDR>();

    private readonly RateLimitingQueue<ObjectKey> _queue;
    private readonly ObjectCache<V1ServiceCIDR> _ranges;
    private readonly ObjectCache<V1IPAddress> _addresses;
    private readonly ApiClient _client;
    private readonly TimeProvider _time;
    private readonly ReconcilerHost _host;

    public ServiceCidrController(ControllerContext context)
    {
        _queue = context.NewQueue();
        _client = context.Client;
        _time = context.Time;
        _ranges = context.Informers.For<V1ServiceCIDR>().Handle(new InformerHandler<V1ServiceCIDR>
        {
            Added = _ => WakeAll(),
            Updated = (_, range) => _queue.Add(ObjectKey.Of(range)),
            Deleted = _ => WakeAll(),
        }).Cache;
        _addresses = context.Informers.For<V1IPAddress>().Handle(new InformerHandler<V1IPAddress>
        {
            Added = WakeDeleted,
            Deleted = WakeDeleted,
        }).Cache;
        _host = context.Host(Name, _queue, this);
    }

    public Task RunAsync(CancellationToken cancellationToken) => _host.RunAsync(cancellationToken);

    public async Task<ReconcileResult> ReconcileAsync(ObjectKey key, CancellationToken cancellationToken)
    {
        if (_ranges.Get(key) is not { } range)
            return ReconcileResult.Done;
        if (range.Metadata.DeletionTimestamp is { } deleted)
            return await ReleaseAsync(range, deleted, cancellationToken);
        if (range.Metadata.Finalizers?.Contains(Finalizer) != true)
            await PatchAsync(key, new { metadata = new { finalizers = new[] { Finalizer } } }, cancellationToken);
        await SetReadyAsync(range, "True", "", Ready, cancellationToken);
        return ReconcileResult.Done;
    }

    private async Task<ReconcileResult> ReleaseAsync(V1ServiceCIDR range, DateTime deleted, CancellationToken cancellationToken)
    {
        if (!ServiceCidrUse.CanGo(range, _ranges.List(), _addresses.List()))
        {
            await SetReadyAsync(range, "False", "Terminating", Blocked, cancellationToken);
            return ReconcileResult.Done;
        }
        var left = deleted.ToUniversalTime() + DeletionGrace - _time.GetUtcNow().UtcDateTime;
        if (left > TimeSpan.Zero)
            return ReconcileResult.RequeueAfter(left);
        if (range.Metadata.Finalizers?.Contains(Finalizer) == true)
            await PatchAsync(ObjectKey.Of(range), new Dictionary<string, object> { ["metadata"] = new Dictionary<string, object> { ["$deleteFromPrimitiveList/finalizers"] = new[] { Finalizer } } }, cancellationToken);
        return ReconcileResult.Done;
    }

    private async Task SetReadyAsync(V1ServiceCIDR range, string status, string reason, string message, CancellationToken cancellationToken)
    {
        var current = range.Status?.Conditions?.FirstOrDefault(condition => condition.Type == "Ready");
        if (current is not null && (current.Status, current.Reason ?? "", current.Message) == (status, reason, message))
            return;
        var condition = new Dictionary<string, object>
        {
            ["type"] = "Ready",
            ["status"] = status,
            ["reason"] = reason,
            ["message"] = message,
            ["lastTransitionTime"] = _time.GetUtcNow().UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture),
        };
        var wanted = new { apiVersion = Type.ApiVersion, kind = Type.Kind, metadata = new { name = range.Metadata.Name }, status = new { conditions = new[] { condition } } };
        await _client.SendAsync(
            HttpMethod.Patch, $"{Type.Path(name: range.Metadata.Name, subresource: "status")}?fieldManager={Name}&force=true", ModelJson.Serialize(wanted), PatchTypes.Apply, cancellationToken: cancellationToken);
    }

    private async Task PatchAsync(ObjectKey key, object patch, CancellationToken cancellationToken)
    {
        try
        {
            await new ResourceClient<V1ServiceCIDR>(_client).PatchAsync(key, PatchTypes.StrategicMerge, ModelJson.Serialize(patch), cancellationToken);
        }
        catch (ApiException failure) when (failure.IsNotFound)
        {
            // Gone, as far as this controller is concerned.
        }
    }

    /// <summary>A range more or less can free another one that contains it, or is contained.</summary>
    private void WakeAll()
    {
        foreach (var range in _ranges.List())
            _queue.Add(ObjectKey.Of(range));
    }

    private void WakeDeleted(V1IPAddress address)
    {
        foreach (var range in _ranges.List().Where(range => range.Metadata.DeletionTimestamp is not null && ServiceCidrUse.Contains(range, address)))
            _queue.Add(ObjectKey.Of(range));
    }
}
