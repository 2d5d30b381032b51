using Kube.Controllers.Hosting;
using Kube.Machinery;
using Kube.Machinery.Reconcilers;
using Kube.Machinery.WorkQueues;

namespace Kube.Controllers.GarbageCollection;

/// <summary>Deletes objects whose owners are all gone, in the way the deletion of the owner asked for.</summary>
internal sealed class GarbageCollectorController : IController
{
    public const string Name = "garbage-collector-controller";

    private const int Workers = 10;

    private readonly RateLimitingQueue<ObjectKey> _toDelete;
    private readonly RateLimitingQueue<ObjectKey> _toOrphan;
    private readonly ResourceMonitors _monitors;
    private readonly ReconcilerHost _deleting;
    private readonly ReconcilerHost _orphaning;

    public GarbageCollectorController(ControllerContext context)
    {
        _toDelete = context.NewQueue();
        _toOrphan = context.NewQueue();
        var kinds = new ResourceKinds();
        var graph = new OwnershipGraph(uid => _toDelete.Add(KeyOf(uid)), uid => _toOrphan.Add(KeyOf(uid)));
        var collector = new Collector(
            graph, new LiveObjects(context.Client, kinds), kinds, context.Recorder(Name), uid => _toDelete.Add(KeyOf(uid)));
        _monitors = new ResourceMonitors(context.Client, kinds, graph, context.Time, context.Logger(Name));
        _deleting = context.Host(Name, _toDelete, new UidReconciler(collector.DeleteIfUnownedAsync), Workers);
        _orphaning = context.Host(Name, _toOrphan, new UidReconciler(collector.OrphanAsync), Workers);
    }

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var watching = _monitors.RunAsync(cancellationToken);
        await _monitors.Synced.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await Task.WhenAll(watching, _deleting.RunAsync(cancellationToken), _orphaning.RunAsync(cancellationToken));
    }

    // Objects of the graph are known by their uid alone.
    private static ObjectKey KeyOf(string uid) => new("", uid);

    private sealed class UidReconciler(Func<string, CancellationToken, Task> work) : IReconciler
    {
        public async Task<ReconcileResult> ReconcileAsync(ObjectKey key, CancellationToken cancellationToken)
        {
            await work(key.Name, cancellationToken);
            return ReconcileResult.Done;
        }
    }
}
