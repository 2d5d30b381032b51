using k8s.Models;
using Kube.Controllers.Hosting;
using Kube.Machinery;
using Kube.Machinery.Clients;
using Kube.Machinery.Informers;
using Kube.Machinery.Reconcilers;
using Kube.Machinery.WorkQueues;

namespace Kube.Controllers.Namespaces;

/// <summary>
/// Empties namespaces that are being deleted and then lets them go, by taking its finalizer from <c>spec.finalizers</c>.
/// Pods go first: while one is left, nothing it may rely on is taken away.
/// </summary>
internal sealed class NamespaceController : IController, IReconciler
{
    public const string Name = "namespace-controller";

    private const string Finalizer = "kubernetes";

    private static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);

    private readonly RateLimitingQueue<ObjectKey> _queue;
    private readonly ObjectCache<V1Namespace> _namespaces;
    private readonly ResourceClient<V1Namespace> _client;
    private readonly NamespaceContent _content;
    private readonly TimeProvider _time;
    private readonly ReconcilerHost _host;

    public NamespaceController(ControllerContext context)
    {
        _queue = context.NewQueue();
        _client = new ResourceClient<V1Namespace>(context.Client);
        _content = new NamespaceContent(context.Client);
        _time = context.Time;
        _namespaces = context.Informers.For<V1Namespace>().Handle(obj => _queue.Add(ObjectKey.Of(obj))).Cache;
        _host = context.Host(Name, _queue, this);
    }

    public Task RunAsync(CancellationToken cancellationToken) => _host.RunAsync(cancellationToken);

    public async Task<ReconcileResult> ReconcileAsync(ObjectKey key, CancellationToken cancellationToken)
    {
        if (_namespaces.Get(key) is not { Metadata.DeletionTimestamp: not null } cached || cached.Spec?.Finalizers?.Contains(Finalizer) != true)
            return ReconcileResult.Done;

        var report = await EmptyAsync(key.Name, cancellationToken);
        var current = await ReportAsync(cached, report, cancellationToken);
        if (!report.IsEmpty)
            return ReconcileResult.RequeueAfter(PauseAfter(_time.GetUtcNow().UtcDateTime - cached.Metadata.DeletionTimestamp!.Value));

        current.Spec.Finalizers.Remove(Finalizer);
        try
        {
            await _client.UpdateAsync(current, cancellationToken, "finalize");
        }
        catch (ApiException failure) when (failure.IsNotFound)
        {
        }
        return ReconcileResult.Done;
    }

    /// <summary>The longer the deletion has taken, the longer the pause until the next look.</summary>
    internal static TimeSpan PauseAfter(TimeSpan elapsed)
        => TimeSpan.FromTicks(Math.Clamp(elapsed.Ticks / 8, ShortestPause.Ticks, LongestPause.Ticks));

    private async Task<DeletionReport> EmptyAsync(string @namespace, CancellationToken cancellationToken)
    {
        var report = new DeletionReport();
        IReadOnlyList<ServedResource> resources;
        try
        {
            resources = await _content.DiscoverAsync(cancellationToken);
        }
        catch (ApiException failure)
        {
            report.DiscoveryFailed(failure);
            return report;
        }

        var pods = resources.Where(resource => resource.Type is { Group: "", Plural: "pods" });
        await DeleteAsync(@namespace, pods, report, cancellationToken);
        if (report.IsEmpty)
            await DeleteAsync(@namespace, resources.Where(resource => resource.Type is not { Group: "", Plural: "pods" }), report, cancellationToken);
        return report;
    }

    private async Task DeleteAsync(
        string @namespace, IEnumerable<ServedResource> resources, DeletionReport report, CancellationToken cancellationToken)
    {
        foreach (var resource in resources)
        {
            try
            {
                report.Add(await _content.DeleteAsync(@namespace, resource, cancellationToken));
            }
            catch (ApiException failure) when (!failure.IsNotFound)
            {
                report.DeletionFailed(failure);
            }
            catch (ApiException)
            {
            }
        }
    }

    private async Task<V1Namespace> ReportAsync(V1Namespace cached, DeletionReport report, CancellationToken cancellationToken)
    {
        var current = cached.DeepCopy();
        current.Status ??= new V1NamespaceStatus();
        current.Status.Phase = "Terminating";
        report.WriteTo(current.Status, _time.GetUtcNow());
        return current.SameAs(cached) ? current : await _client.UpdateStatusAsync(current, cancellationToken);
    }
}
