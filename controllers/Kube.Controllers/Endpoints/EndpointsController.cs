using k8s.Models;
using Kube.Controllers.Hosting;
using Kube.Controllers.Services;
using Kube.Machinery;
using Kube.Machinery.Clients;
using Kube.Machinery.Events;
using Kube.Machinery.Informers;
using Kube.Machinery.Reconcilers;
using Kube.Machinery.Selectors;
using Kube.Machinery.WorkQueues;

namespace Kube.Controllers.Endpoints;

/// <summary>Keeps, for each Service with a selector, the Endpoints of the same name: the addresses of its pods.</summary>
internal sealed class EndpointsController : IController, IReconciler
{
    public const string Name = "endpoints-controller";

    private const string ManagedByLabel = "endpoints.kubernetes.io/managed-by";
    private const string ManagedBy = "endpoint-controller";
    private const string LeaderAnnotation = "control-plane.alpha.kubernetes.io/leader";

    private readonly RateLimitingQueue<ObjectKey> _queue;
    private readonly ObjectCache<V1Service> _services;
    private readonly ObjectCache<V1Pod> _pods;
    private readonly ObjectCache<V1Endpoints> _endpoints;
    private readonly ResourceClient<V1Endpoints> _client;
    private readonly EventRecorder _events;
    private readonly ReconcilerHost _host;

    public EndpointsController(ControllerContext context)
    {
        _queue = context.NewQueue();
        _client = new ResourceClient<V1Endpoints>(context.Client);
        _events = context.Recorder(ManagedBy);
        _services = context.Informers.For<V1Service>().Handle(service => _queue.Add(ObjectKey.Of(service))).Cache;
        _pods = context.Informers.For<V1Pod>().Handle(new ServiceWaker(_services, _queue.Add).PodHandler).Cache;
        _endpoints = context.Informers.For<V1Endpoints>().Handle(new InformerHandler<V1Endpoints>
        {
            Deleted = endpoints => _queue.Add(ObjectKey.Of(endpoints)),
        }).Cache;
        _host = context.Host(Name, _queue, this);
    }

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        // Endpoints whose Service went while nobody watched wake nobody.
        foreach (var leftover in _endpoints.List())
            _queue.Add(ObjectKey.Of(leftover));
        await _host.RunAsync(cancellationToken);
    }

    public async Task<ReconcileResult> ReconcileAsync(ObjectKey key, CancellationToken cancellationToken)
    {
        var current = _endpoints.Get(key);
        if (_services.Get(key) is not { } service)
        {
            // Endpoints go with their Service, whoever wrote them; those that hold an old-style election never had one.
            if (current is not null && current.Metadata.Annotations?.ContainsKey(LeaderAnnotation) != true)
                await DeleteAsync(key, cancellationToken);
            return ReconcileResult.Done;
        }
        if (service.HasSelector() && service.Spec.Type != "ExternalName")
            await WriteAsync(service, current, cancellationToken);
        return ReconcileResult.Done;
    }

    private async Task WriteAsync(V1Service service, V1Endpoints? current, CancellationToken cancellationToken)
    {
        var selector = LabelSelector.FromSet(service.Spec.Selector);
        var pods = _pods.List(service.Metadata.NamespaceProperty).Where(pod => selector.Matches(pod.Metadata.Labels)).ToList();
        var wanted = current?.DeepCopy() ?? new V1Endpoints
        {
            Metadata = new V1ObjectMeta { Name = service.Metadata.Name, NamespaceProperty = service.Metadata.NamespaceProperty },
        };
        wanted.Subsets = EndpointSubsets.Of(service, pods);
        wanted.Metadata.Labels = LabelsOf(service);
        if (current is not null && wanted.SameAs(current))
            return;

        wanted.Metadata.Annotations ??= new Dictionary<string, string>();
        if (ServicePods.TriggerTime(service, pods) is { } trigger)
            wanted.Metadata.Annotations[ServicePods.TriggerTimeAnnotation] = trigger.ToString("yyyy-MM-ddTHH:mm:ssZ");
        try
        {
            _ = current is null ? await _client.CreateAsync(wanted, cancellationToken) : await _client.UpdateAsync(wanted, cancellationToken);
        }
        catch (ApiException failure) when (failure.IsNamespaceTerminating)
        {
        }
        catch (ApiException failure) when (!failure.IsConflict && !failure.IsAlreadyExists)
        {
            var (reason, verb) = current is null ? ("FailedToCreateEndpoint", "create") : ("FailedToUpdateEndpoint", "update");
            _events.Record(service, EventTypes.Warning, reason,
                $"Failed to {verb} endpoint {service.Metadata.NamespaceProperty}/{service.Metadata.Name}: {failure.Message}");
            throw;
        }
    }

    private static Dictionary<string, string> LabelsOf(V1Service service)
    {
        var labels = new Dictionary<string, string>(service.Metadata.Labels ?? new Dictionary<string, string>()) { [ManagedByLabel] = ManagedBy };
        if (service.IsHeadless())
            labels[ServicePods.HeadlessLabel] = "";
        else
            labels.Remove(ServicePods.HeadlessLabel);
        return labels;
    }

    private async Task DeleteAsync(ObjectKey key, CancellationToken cancellationToken)
    {
        try
        {
            await _client.DeleteAsync(key, null, cancellationToken);
        }
        catch (ApiException failure) when (failure.IsNotFound)
        {
        }
    }
}
