using k8s.Models;
using Kube.Controllers.Hosting;
using Kube.Machinery;
using Kube.Machinery.Clients;
using Kube.Machinery.Informers;
using Kube.Machinery.Quantities;
using Kube.Machinery.Reconcilers;
using Kube.Machinery.WorkQueues;

namespace Kube.Controllers.ResourceQuotas;

/// <summary>
/// Acknowledges what quotas allow and counts what is used of it: when a quota changes, when something it counts is gone, and every
/// few minutes whatever happens. What is used more is written by the API server as it admits it.
/// <c>pkg/controller/resourcequota</c>.
/// </summary>
internal sealed class ResourceQuotaController : IController, IReconciler
{
    public const string Name = "resourcequota-controller";

    private readonly TimeSpan _period;
    private readonly TimeProvider _time;
    private readonly RateLimitingQueue<ObjectKey> _queue;
    private readonly ObjectCache<V1ResourceQuota> _quotas;
    private readonly ResourceClient<V1ResourceQuota> _client;
    private readonly List<UsageSource> _sources = [];
    private readonly CountedResources _counted;
    private readonly ReconcilerHost _host;

    public ResourceQuotaController(ControllerContext context)
    {
        (_period, _time) = (context.Options.ResourceQuotaSyncPeriod, context.Time);
        _queue = context.NewQueue();
        _client = new ResourceClient<V1ResourceQuota>(context.Client);
        _quotas = context.Informers.For<V1ResourceQuota>().Handle(new InformerHandler<V1ResourceQuota>
        {
            Added = quota => _queue.Add(ObjectKey.Of(quota)),
            Updated = (old, quota) =>
            {
                // Changes of the status are what this controller and the API server write.
                if (!old.Spec.SameAs(quota.Spec))
                    _queue.Add(ObjectKey.Of(quota));
            },
        }).Cache;
        _counted = new CountedResources(context.Client, Wake, context.Time, context.Logger(Name));
        Follow<V1Pod>(context, "pods", pod => PodUsages.Of(pod, _time.GetUtcNow()), PodUsages.IsIn, (old, pod) => PodUsages.IsCharged(old, _time.GetUtcNow()) && !PodUsages.IsCharged(pod, _time.GetUtcNow()));
        Follow<V1Service>(context, "services", ServiceUsages.Of, null, (old, service) => old.Spec.Type != service.Spec.Type);
        Follow<V1PersistentVolumeClaim>(context, "persistentvolumeclaims", ClaimUsages.Of, ClaimUsages.IsIn, ClaimUsages.Changed);
        _host = context.Host(Name, _queue, this);
    }

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await _host.RunAsync(cancellationToken);
        await _counted.StoppedAsync();
    }

    public async Task<ReconcileResult> ReconcileAsync(ObjectKey key, CancellationToken cancellationToken)
    {
        if (_quotas.Get(key) is not { } quota)
            return ReconcileResult.Done;
        var hard = Amounts.Of(quota.Spec?.Hard);
        var used = await CountAsync(key.Namespace, QuotaScopes.Of(quota.Spec), hard.Keys, cancellationToken);
        foreach (var (name, amount) in Amounts.Of(quota.Status?.Used))
        {
            // What nobody here can count stays as it is.
            if (hard.ContainsKey(name))
                used.TryAdd(name, amount);
        }
        if (quota.Status?.Hard is null || quota.Status.Used is null || !Same(hard, Amounts.Of(quota.Status.Hard)) || !Same(used, Amounts.Of(quota.Status.Used)))
        {
            var status = quota.DeepCopy();
            status.Status = new V1ResourceQuotaStatus { Hard = status.Spec?.Hard ?? new Dictionary<string, ResourceQuantity>(), Used = Texts(used) };
            await _client.UpdateStatusAsync(status, cancellationToken);
        }
        return ReconcileResult.RequeueAfter(_period);
    }

    private async Task<Dictionary<string, Quantity>> CountAsync(
        string @namespace, IReadOnlyList<V1ScopedResourceSelectorRequirement> scopes, IReadOnlyCollection<string> names, CancellationToken cancellationToken)
    {
        var used = new Dictionary<string, Quantity>(StringComparer.Ordinal);
        var others = names.Where(name => !_sources.Exists(source => source.Limits(name))).ToList();
        var counted = others.Count > 0 ? await _counted.OfAsync(others, cancellationToken) : [];
        foreach (var source in _sources.Concat(counted))
        {
            var mine = names.Where(source.Limits).ToList();
            if (mine.Count == 0)
                continue;
            var total = source.Total(@namespace, scopes);
            foreach (var name in mine)
                used[name] = total.GetValueOrDefault(name);
        }
        return used;
    }

    private void Follow<T>(
        ControllerContext context, string plural, Func<T, Dictionary<string, Quantity>> usage, Func<V1ScopedResourceSelectorRequirement, T, bool>? isIn, Func<T, T, bool> givesBack)
        where T : class, k8s.IKubernetesObject<V1ObjectMeta>
    {
        var informer = context.Informers.For<T>();
        var source = new UsageSource<T>("", plural, informer.Cache, usage, isIn);
        _sources.Add(source);
        informer.Handle(new InformerHandler<T>
        {
            Updated = (old, obj) =>
            {
                if (givesBack(old, obj))
                    Wake(obj.Metadata.NamespaceProperty, source);
            },
            Deleted = obj => Wake(obj.Metadata.NamespaceProperty, source),
        });
    }

    /// <summary>Something is back for the quotas of a namespace that limit objects of the source.</summary>
    private void Wake(string @namespace, UsageSource source)
    {
        foreach (var quota in _quotas.List(@namespace).Where(quota => quota.Spec?.Hard?.Keys.Any(source.Limits) == true))
            _queue.Add(ObjectKey.Of(quota));
    }

    private static bool Same(Dictionary<string, Quantity> one, Dictionary<string, Quantity> other)
        => one.Count == other.Count && one.All(entry => other.TryGetValue(entry.Key, out var amount) && amount == entry.Value);

    private static Dictionary<string, ResourceQuantity> Texts(Dictionary<string, Quantity> amounts)
        => amounts.ToDictionary(entry => entry.Key, entry => new ResourceQuantity(entry.Value.ToString()), StringComparer.Ordinal);
}
