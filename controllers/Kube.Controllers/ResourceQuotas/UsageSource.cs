using k8s;
using k8s.Models;
using Kube.Machinery.Informers;
using Kube.Machinery.Quantities;
using Kube.Machinery.Quotas;

namespace Kube.Controllers.ResourceQuotas;

/// <summary>The objects of one resource, and what they use of quotas.</summary>
internal abstract class UsageSource(string group, string plural)
{
    /// <summary>Whether an amount of that name depends on these objects.</summary>
    public bool Limits(string name) => QuotaNames.Limits(name, group, plural);

    /// <summary>What those in a namespace that meet every scope use together.</summary>
    public abstract Dictionary<string, Quantity> Total(string @namespace, IReadOnlyList<V1ScopedResourceSelectorRequirement> scopes);
}

/// <param name="isIn">Null for objects that no scope is for; upstream then counts none of them where there is one.</param>
internal sealed class UsageSource<T>(
    string group, string plural, ObjectCache<T> cache, Func<T, Dictionary<string, Quantity>> usage, Func<V1ScopedResourceSelectorRequirement, T, bool>? isIn = null)
    : UsageSource(group, plural)
    where T : class, IKubernetesObject<V1ObjectMeta>
{
    public override Dictionary<string, Quantity> Total(string @namespace, IReadOnlyList<V1ScopedResourceSelectorRequirement> scopes)
    {
        var total = new Dictionary<string, Quantity>(StringComparer.Ordinal);
        foreach (var obj in cache.List(@namespace).Where(obj => scopes.All(scope => isIn?.Invoke(scope, obj) == true)))
            total.Add(usage(obj));
        return total;
    }
}
