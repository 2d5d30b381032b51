using System.Collections.Concurrent;
using k8s;
using k8s.Models;
using Kube.Machinery.Clients;
using Kube.Machinery.Informers;
using Kube.Machinery.Quantities;
using Kube.Machinery.Quotas;
using Microsoft.Extensions.Logging;

namespace Kube.Controllers.ResourceQuotas;

/// <summary>
/// Follows, besides what every cluster has quotas for, each resource that a quota names: from when one first does. What is only
/// counted is followed by its metadata.
/// </summary>
/// <param name="replenished">Called with the namespace, and the source, of an object that is gone.</param>
internal sealed class CountedResources(ApiClient client, Action<string, UsageSource> replenished, TimeProvider time, ILogger logger)
{
    private static readonly string[] Static = ["pods", "services", "persistentvolumeclaims"];

    private readonly ConcurrentDictionary<ResourceType, Lazy<Task<UsageSource>>> _sources = new();
    private readonly ConcurrentBag<Task> _running = [];
    private volatile IReadOnlyList<ServedResource> _served = [];

    /// <summary>The sources of those of the names that are served, their caches filled.</summary>
    public async Task<IReadOnlyList<UsageSource>> OfAsync(IReadOnlyCollection<string> names, CancellationToken cancellationToken)
    {
        var wanted = Named(names);
        if (names.Any(name => !wanted.Any(type => QuotaNames.Limits(name, type.Group, type.Plural))))
        {
            _served = [.. Discovery.Preferred(await Discovery.ResourcesAsync(client, cancellationToken))];
            wanted = Named(names);
        }
        return await Task.WhenAll(wanted.Select(type => _sources.GetOrAdd(type, added => new(() => FollowAsync(added, cancellationToken))).Value));
    }

    /// <summary>Completes when the watches, which the token they were asked with cancels, have ended.</summary>
    public Task StoppedAsync() => Task.WhenAll(_running);

    private List<ResourceType> Named(IReadOnlyCollection<string> names) =>
        [.. _served.Where(resource => resource.Namespaced && resource.Supports("list", "watch")).Select(resource => resource.Type)
            .Where(type => !(type.Group.Length == 0 && Static.Contains(type.Plural)) && names.Any(name => QuotaNames.Limits(name, type.Group, type.Plural)))];

    private Task<UsageSource> FollowAsync(ResourceType type, CancellationToken cancellationToken)
    {
        if ((type.Group, type.Plural) == ("resource.k8s.io", "resourceclaims") && type == ResourceType.Of<Resourcev1ResourceClaim>())
            return FollowAsync<Resourcev1ResourceClaim>(type, new InformerOptions(type), DeviceClaimUsages.Of, cancellationToken);
        var one = QuotaNames.CountsOf(type.Group, type.Plural).ToDictionary(name => name, _ => Quantity.FromValue(1), StringComparer.Ordinal);
        return FollowAsync<PartialObjectMetadata>(type, InformerOptions.MetadataOf(type), _ => one, cancellationToken);
    }

    private async Task<UsageSource> FollowAsync<T>(ResourceType type, InformerOptions options, Func<T, Dictionary<string, Quantity>> usage, CancellationToken cancellationToken)
        where T : class, IKubernetesObject<V1ObjectMeta>
    {
        var informer = new Informer<T>(new ListWatch<T>(client, options), time, logger);
        var source = new UsageSource<T>(type.Group, type.Plural, informer.Cache, usage);
        informer.Handle(new InformerHandler<T> { Deleted = obj => replenished(obj.Metadata.NamespaceProperty, source) });
        _running.Add(Task.Run(() => informer.RunAsync(cancellationToken), CancellationToken.None));
        await informer.Synced.WaitAsync(cancellationToken);
        return source;
    }
}
