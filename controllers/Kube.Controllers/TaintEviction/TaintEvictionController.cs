using k8s.Models;
using Kube.Controllers.Hosting;
using Kube.Controllers.Pods;
using Kube.Machinery;
using Kube.Machinery.Clients;
using Kube.Machinery.Events;
using Kube.Machinery.Informers;
using Kube.Machinery.Reconcilers;
using Kube.Machinery.WorkQueues;

namespace Kube.Controllers.TaintEviction;

/// <summary>
/// Deletes pods from nodes whose NoExecute taints they do not, or no longer, tolerate. The time is counted from when the
/// taint was added, so a restart of this process prolongs nothing.
/// </summary>
internal sealed class TaintEvictionController : IController, IReconciler
{
    public const string Name = "taint-eviction-controller";

    private readonly RateLimitingQueue<ObjectKey> _queue;
    private readonly ObjectCache<V1Pod> _pods;
    private readonly ObjectCache<V1Node> _nodes;
    private readonly ResourceClient<V1Pod> _client;
    private readonly EventRecorder _events;
    private readonly TimeProvider _time;
    private readonly ReconcilerHost _host;

    public TaintEvictionController(ControllerContext context)
    {
        _queue = context.NewQueue();
        _time = context.Time;
        _client = new ResourceClient<V1Pod>(context.Client);
        _events = context.Recorder(Name);
        _pods = context.Informers.For<V1Pod>().Handle(new InformerHandler<V1Pod> { Added = Wake, Updated = PodUpdated }).Cache;
        _pods.AddNodeIndex();
        _nodes = context.Informers.For<V1Node>().Handle(new InformerHandler<V1Node>
        {
            Added = WakePods,
            Updated = (old, node) =>
            {
                if (!old.Spec.SameAs(node.Spec))
                    WakePods(node);
            },
        }).Cache;
        _host = context.Host(Name, _queue, this);
    }

    public Task RunAsync(CancellationToken cancellationToken) => _host.RunAsync(cancellationToken);

    public async Task<ReconcileResult> ReconcileAsync(ObjectKey key, CancellationToken cancellationToken)
    {
        if (_pods.Get(key) is not { } pod || pod.IsTerminating() || string.IsNullOrEmpty(pod.Spec.NodeName)
            || _nodes.Get("", pod.Spec.NodeName) is not { } node)
            return ReconcileResult.Done;

        var now = _time.GetUtcNow();
        if (Toleration.EvictionTime(pod.Spec.Tolerations, Evicting(node), now.UtcDateTime) is not { } due)
            return ReconcileResult.Done;
        if (due > now.UtcDateTime)
            return ReconcileResult.RequeueAfter(due - now.UtcDateTime);
        await EvictAsync(pod, now, cancellationToken);
        return ReconcileResult.Done;
    }

    private async Task EvictAsync(V1Pod pod, DateTimeOffset now, CancellationToken cancellationToken)
    {
        _events.Record(pod, EventTypes.Normal, "TaintManagerEviction", $"Marking for deletion Pod {ObjectKey.Of(pod)}");
        try
        {
            await _client.MarkAsync(
                pod, "DeletionByTaintManager", "Taint manager: deleting due to NoExecute taint", phase: null, now, cancellationToken);
            await _client.DeleteAsync(ObjectKey.Of(pod), new V1DeleteOptions { Preconditions = new V1Preconditions { Uid = pod.Metadata.Uid } }, cancellationToken);
        }
        catch (ApiException failure) when (failure.IsNotFound)
        {
        }
    }

    private static IEnumerable<V1Taint> Evicting(V1Node node) => (node.Spec?.Taints ?? []).Where(taint => taint.Effect == "NoExecute");

    private void PodUpdated(V1Pod old, V1Pod pod)
    {
        if (old.Spec.NodeName != pod.Spec.NodeName || !old.Spec.Tolerations.SameAs(pod.Spec.Tolerations))
            Wake(pod);
    }

    private void Wake(V1Pod pod)
    {
        if (!string.IsNullOrEmpty(pod.Spec.NodeName))
            _queue.Add(ObjectKey.Of(pod));
    }

    private void WakePods(V1Node node)
    {
        foreach (var pod in _pods.OnNode(node.Metadata.Name))
            _queue.Add(ObjectKey.Of(pod));
    }
}
