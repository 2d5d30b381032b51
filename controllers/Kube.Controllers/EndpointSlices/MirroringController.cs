using k8s.Models;
using Kube.Controllers.Hosting;
using Kube.Controllers.Ownership;
using Kube.Controllers.Services;
using Kube.Machinery;
using Kube.Machinery.Informers;
using Kube.Machinery.Reconcilers;
using Kube.Machinery.WorkQueues;

namespace Kube.Controllers.EndpointSlices;

/// <summary>Copies Endpoints that somebody writes by hand for a Service without selector into EndpointSlices, which is what is read.</summary>
internal sealed class MirroringController : IController, IReconciler
{
    public const string Name = "endpointslice-mirroring-controller";

    private const string LeaderAnnotation = "control-plane.alpha.kubernetes.io/leader";
    private const string LastApplied = "kubectl.kubernetes.io/last-applied-configuration";

    private readonly RateLimitingQueue<ObjectKey> _queue;
    private readonly ObjectCache<V1Service> _services;
    private readonly ObjectCache<V1Endpoints> _endpoints;
    private readonly ObjectCache<V1EndpointSlice> _slices;
    private readonly SliceWriter _writer;
    private readonly ReconcilerHost _host;

    public MirroringController(ControllerContext context)
    {
        _queue = context.NewQueue();
        _writer = new SliceWriter(context.Client, context.Time);
        _services = context.Informers.For<V1Service>().Handle(service => _queue.Add(ObjectKey.Of(service))).Cache;
        _endpoints = context.Informers.For<V1Endpoints>().Handle(endpoints => _queue.Add(ObjectKey.Of(endpoints))).Cache;
        _slices = context.Informers.For<V1EndpointSlice>().Handle(new SliceWaker(SliceLabels.Mirroring, _writer, _queue.Add).Handler).Cache;
        _slices.AddServiceIndex();
        _host = context.Host(Name, _queue, this);
    }

    public Task RunAsync(CancellationToken cancellationToken) => _host.RunAsync(cancellationToken);

    public async Task<ReconcileResult> ReconcileAsync(ObjectKey key, CancellationToken cancellationToken)
    {
        if (!_writer.MayPlan(key))
            return ReconcileResult.Done;
        var existing = _slices.OfService(key, SliceLabels.Mirroring).ToList();
        var endpoints = _endpoints.Get(key);
        var mirrored = endpoints is not null && IsMirrored(endpoints) && _services.Get(key) is { } service && !service.HasSelector();
        var plan = mirrored ? Plan(endpoints!, existing) : new SlicePlan([], [], existing);
        await _writer.WriteAsync(key, plan, cancellationToken);
        return ReconcileResult.Done;
    }

    private static bool IsMirrored(V1Endpoints endpoints)
        => (endpoints.Metadata.Labels?.TryGetValue(SliceLabels.SkipMirror, out var skip) != true || skip != "true")
            && endpoints.Metadata.Annotations?.ContainsKey(LeaderAnnotation) != true;

    private static SlicePlan Plan(V1Endpoints endpoints, List<V1EndpointSlice> existing)
    {
        var wanted = new Dictionary<(string Type, SlicePorts Ports), List<V1Endpoint>>();
        foreach (var subset in endpoints.Subsets ?? [])
        {
            var ports = new SlicePorts((subset.Ports ?? []).Select(port => new Discoveryv1EndpointPort
            {
                Name = port.Name ?? "",
                Port = port.Port,
                Protocol = port.Protocol ?? "TCP",
                AppProtocol = port.AppProtocol,
            }));
            Collect(wanted, ports, subset.Addresses, ready: true);
            Collect(wanted, ports, subset.NotReadyAddresses, ready: false);
        }
        var groups = existing.ToLookup(slice => (slice.AddressType, new SlicePorts(slice.Ports)));
        var plans = wanted.Select(entry => SlicePlan.For(groups[entry.Key], entry.Value, () => NewSlice(endpoints, entry.Key.Type, entry.Key.Ports))).ToList();
        plans.Add(new SlicePlan([], [], [.. groups.Where(group => !wanted.ContainsKey(group.Key)).SelectMany(group => group)]));
        return SlicePlan.Join(plans);
    }

    private static void Collect(
        Dictionary<(string Type, SlicePorts Ports), List<V1Endpoint>> wanted, SlicePorts ports, IList<V1EndpointAddress>? addresses, bool ready)
    {
        foreach (var address in addresses ?? [])
        {
            if (ServicePods.FamilyOf(address.Ip) is not { } type)
                continue;
            if (!wanted.TryGetValue((type, ports), out var list))
                wanted.Add((type, ports), list = []);
            list.Add(new V1Endpoint
            {
                Addresses = [address.Ip],
                Conditions = new V1EndpointConditions { Ready = ready },
                Hostname = address.Hostname,
                NodeName = address.NodeName,
                TargetRef = address.TargetRef,
            });
        }
    }

    private static V1EndpointSlice NewSlice(V1Endpoints endpoints, string type, SlicePorts ports) => new()
    {
        Metadata = new V1ObjectMeta
        {
            GenerateName = endpoints.Metadata.Name + "-",
            NamespaceProperty = endpoints.Metadata.NamespaceProperty,
            Labels = new Dictionary<string, string>(endpoints.Metadata.Labels ?? new Dictionary<string, string>())
            {
                [SliceLabels.ServiceName] = endpoints.Metadata.Name,
                [SliceLabels.ManagedBy] = SliceLabels.Mirroring,
            },
            Annotations = endpoints.Metadata.Annotations?
                .Where(entry => entry.Key is not (ServicePods.TriggerTimeAnnotation or LastApplied))
                .ToDictionary(),
            OwnerReferences = [ControllerReferences.To(endpoints)],
        },
        AddressType = type,
        Endpoints = [],
        Ports = [.. ports.Ports],
    };
}
