using k8s.Models;
using Kube.Controllers.Hosting;
using Kube.Controllers.Ownership;
using Kube.Controllers.Services;
using Kube.Machinery;
using Kube.Machinery.Informers;
using Kube.Machinery.Reconcilers;
using Kube.Machinery.Selectors;
using Kube.Machinery.WorkQueues;

namespace Kube.Controllers.EndpointSlices;

/// <summary>Keeps the EndpointSlices of each Service with a selector: the addresses of its pods, at most 100 a slice.</summary>
internal sealed class EndpointSliceController : IController, IReconciler
{
    public const string Name = "endpointslice-controller";

    private readonly RateLimitingQueue<ObjectKey> _queue;
    private readonly ObjectCache<V1Service> _services;
    private readonly ObjectCache<V1Pod> _pods;
    private readonly ObjectCache<V1EndpointSlice> _slices;
    private readonly ServiceEndpoints _endpoints;
    private readonly SliceWriter _writer;
    private readonly ReconcilerHost _host;

    public EndpointSliceController(ControllerContext context)
    {
        _queue = context.NewQueue();
        _writer = new SliceWriter(context.Client, context.Time);
        _endpoints = new ServiceEndpoints(context.Informers.For<V1Node>().Cache);
        _services = context.Informers.For<V1Service>().Handle(service => _queue.Add(ObjectKey.Of(service))).Cache;
        _pods = context.Informers.For<V1Pod>().Handle(new ServiceWaker(_services, _queue.Add).PodHandler).Cache;
        _slices = context.Informers.For<V1EndpointSlice>().Handle(new SliceWaker(SliceLabels.Controller, _writer, _queue.Add).Handler).Cache;
        _slices.AddServiceIndex();
        _host = context.Host(Name, _queue, this);
    }

    public Task RunAsync(CancellationToken cancellationToken) => _host.RunAsync(cancellationToken);

    public async Task<ReconcileResult> ReconcileAsync(ObjectKey key, CancellationToken cancellationToken)
    {
        if (!_writer.MayPlan(key))
            return ReconcileResult.Done;
        // Slices of a Service that is gone go with it: they name it as their owner.
        if (_services.Get(key) is { } service && service.HasSelector() && service.Spec.Type != "ExternalName")
            await _writer.WriteAsync(key, Plan(key, service), cancellationToken);
        return ReconcileResult.Done;
    }

    private SlicePlan Plan(ObjectKey key, V1Service service)
    {
        var selector = LabelSelector.FromSet(service.Spec.Selector);
        var pods = _pods.List(key.Namespace).Where(pod => selector.Matches(pod.Metadata.Labels)).ToList();
        var existing = _slices.OfService(key, SliceLabels.Controller).ToLookup(slice => slice.AddressType);
        var trigger = ServicePods.TriggerTime(service, pods);
        var types = service.AddressTypes();
        var plans = types.Select(type => PlanFor(service, type, _endpoints.Of(service, pods, type), [.. existing[type]], trigger)).ToList();
        plans.Add(new SlicePlan([], [], [.. existing.Where(group => !types.Contains(group.Key)).SelectMany(group => group)]));
        return SlicePlan.Join(plans);
    }

    private static SlicePlan PlanFor(
        V1Service service, string type, IReadOnlyDictionary<SlicePorts, List<V1Endpoint>> wanted, List<V1EndpointSlice> existing, DateTime? trigger)
    {
        // A Service without endpoints has one empty slice, so that its absence of endpoints can be told from ignorance.
        if (wanted.Count == 0)
        {
            return existing.Find(slice => slice.Endpoints is null or { Count: 0 }) is { } empty
                ? new SlicePlan([], [], [.. existing.Where(slice => slice != empty)])
                : new SlicePlan([NewSlice(service, type, new SlicePorts(null), trigger)], [], existing);
        }
        var byPorts = existing.ToLookup(slice => new SlicePorts(slice.Ports));
        var plans = wanted.Select(entry => SlicePlan.For(byPorts[entry.Key], entry.Value, () => NewSlice(service, type, entry.Key, trigger))).ToList();
        plans.Add(new SlicePlan([], [], [.. byPorts.Where(group => !wanted.ContainsKey(group.Key)).SelectMany(group => group)]));
        return SlicePlan.Join(plans);
    }

    private static V1EndpointSlice NewSlice(V1Service service, string type, SlicePorts ports, DateTime? trigger)
    {
        var labels = new Dictionary<string, string>(service.Metadata.Labels ?? new Dictionary<string, string>())
        {
            [SliceLabels.ServiceName] = service.Metadata.Name,
            [SliceLabels.ManagedBy] = SliceLabels.Controller,
        };
        labels.Remove(ServicePods.HeadlessLabel);
        if (service.IsHeadless())
            labels[ServicePods.HeadlessLabel] = "";
        return new V1EndpointSlice
        {
            Metadata = new V1ObjectMeta
            {
                GenerateName = service.Metadata.Name + "-",
                NamespaceProperty = service.Metadata.NamespaceProperty,
                Labels = labels,
                Annotations = trigger is { } time
                    ? new Dictionary<string, string> { [ServicePods.TriggerTimeAnnotation] = time.ToString("yyyy-MM-ddTHH:mm:ssZ") }
                    : null,
                OwnerReferences = [ControllerReferences.To(service)],
            },
            AddressType = type,
            Endpoints = [],
            Ports = [.. ports.Ports],
        };
    }
}
