using k8s.Models;
using Kube.Machinery.Quantities;
using Kube.Machinery.Quotas;

namespace Kube.Controllers.ResourceQuotas;

/// <summary>What pods use of quotas: <c>pkg/quota/v1/evaluator/core/pods.go</c>.</summary>
internal static class PodUsages
{
    public static Dictionary<string, Quantity> Of(V1Pod pod, DateTimeOffset now)
    {
        var usage = IsCharged(pod, now) ? Living(pod) : [];
        usage["count/pods"] = Quantity.FromValue(1);
        return usage;
    }

    /// <summary>A pod at its end, or one that should long be gone but for its node, uses nothing.</summary>
    public static bool IsCharged(V1Pod pod, DateTimeOffset now)
        => pod.Status?.Phase is not ("Failed" or "Succeeded")
            && !(pod.Metadata.DeletionTimestamp is { } deleted && pod.Metadata.DeletionGracePeriodSeconds is { } seconds && now > deleted.AddSeconds(seconds));

    public static bool IsIn(V1ScopedResourceSelectorRequirement scope, V1Pod pod) => scope.ScopeName switch
    {
        "Terminating" => pod.Spec.ActiveDeadlineSeconds is not null,
        "NotTerminating" => pod.Spec.ActiveDeadlineSeconds is null,
        "BestEffort" => pod.Status?.QosClass == "BestEffort",
        "NotBestEffort" => pod.Status?.QosClass != "BestEffort",
        "PriorityClass" => QuotaScopes.Fits(scope, string.IsNullOrEmpty(pod.Spec.PriorityClassName) ? [] : [pod.Spec.PriorityClassName]),
        "CrossNamespacePodAffinity" => Terms(pod.Spec.Affinity).Any(term => term.Namespaces is { Count: > 0 } || term.NamespaceSelector is not null),
        _ => false,
    };

    private static Dictionary<string, Quantity> Living(V1Pod pod)
    {
        var (requests, limits) = (PodTotals.Requests(pod), PodTotals.Limits(pod));
        foreach (var (name, amount) in Amounts.Of(pod.Spec.Overhead))
        {
            requests[name] = requests.GetValueOrDefault(name) + amount;
            if (limits.TryGetValue(name, out var limit) && !limit.IsZero)
                limits[name] = limit + amount;
        }
        return PodUsage.Of(requests, limits);
    }

    private static IEnumerable<V1PodAffinityTerm> Terms(V1Affinity? affinity)
        => (affinity?.PodAffinity?.RequiredDuringSchedulingIgnoredDuringExecution ?? [])
            .Concat(affinity?.PodAntiAffinity?.RequiredDuringSchedulingIgnoredDuringExecution ?? [])
            .Concat((affinity?.PodAffinity?.PreferredDuringSchedulingIgnoredDuringExecution ?? [])
                .Concat(affinity?.PodAntiAffinity?.PreferredDuringSchedulingIgnoredDuringExecution ?? []).Select(weighted => weighted.PodAffinityTerm));
}
