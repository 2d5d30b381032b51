using k8s.Models;
using Kube.Controllers.Hosting;
using Kube.Machinery;
using Kube.Machinery.Clients;
using Kube.Machinery.Events;
using Kube.Machinery.Informers;
using Kube.Machinery.Reconcilers;
using Kube.Machinery.WorkQueues;

namespace Kube.Controllers.NodeIpam;

/// <summary>Gives each node that has none a range of pod addresses out of the cluster's.</summary>
internal sealed class NodeIpamController : IController, IReconciler
{
    public const string Name = "node-ipam-controller";

    private readonly RateLimitingQueue<ObjectKey> _queue;
    private readonly ObjectCache<V1Node> _nodes;
    private readonly ResourceClient<V1Node> _client;
    private readonly EventRecorder _events;
    private readonly CidrPool? _pool;
    private readonly Dictionary<string, string> _given = new(StringComparer.Ordinal);
    private readonly ReconcilerHost _host;

    public NodeIpamController(ControllerContext context)
    {
        _queue = context.NewQueue();
        _client = new ResourceClient<V1Node>(context.Client);
        _events = context.Recorder("cidrAllocator");
        _pool = context.Options.ClusterCidr is { } range ? new CidrPool(range, context.Options.NodeCidrMaskSize) : null;
        _nodes = context.Informers.For<V1Node>().Handle(new InformerHandler<V1Node>
        {
            Added = node => _queue.Add(ObjectKey.Of(node)),
        }).Cache;
        // One worker: two nodes must not be given the same range.
        _host = context.Host(Name, _queue, this, workers: 1);
    }

    public Task RunAsync(CancellationToken cancellationToken) => _host.RunAsync(cancellationToken);

    public async Task<ReconcileResult> ReconcileAsync(ObjectKey key, CancellationToken cancellationToken)
    {
        if (_pool is null || _nodes.Get(key) is not { } node || !string.IsNullOrEmpty(node.Spec?.PodCIDR))
            return ReconcileResult.Done;
        // The cache may be behind: what was given a moment ago counts as taken.
        var taken = _nodes.List().Select(other => other.Spec?.PodCIDR).OfType<string>().Concat(_given.Where(entry => _nodes.Get("", entry.Key) is not null).Select(entry => entry.Value)).ToHashSet();
        if (_pool.FirstFree(taken) is not { } range)
        {
            _events.Record(node, EventTypes.Normal, "CIDRNotAvailable", $"Node {key.Name} status is now: CIDRNotAvailable");
            throw new InvalidOperationException("no range of pod addresses is left");
        }
        var patch = new { spec = new { podCIDR = range, podCIDRs = new[] { range } } };
        await _client.PatchAsync(key, PatchTypes.StrategicMerge, ModelJson.Serialize(patch), cancellationToken);
        _given[key.Name] = range;
        return ReconcileResult.Done;
    }
}
