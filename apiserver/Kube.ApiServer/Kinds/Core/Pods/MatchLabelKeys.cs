using Kube.OpenApi.Json;

namespace Kube.ApiServer.Kinds.Core.Pods;

/// <summary>
/// Makes <c>matchLabelKeys</c> and <c>mismatchLabelKeys</c> into requirements with the pod's own values, once, when the pod is
/// created.
/// </summary>
internal static class MatchLabelKeys
{
    public static void Apply(JsonMap pod)
    {
        var affinity = pod.Spec().Part("affinity");
        foreach (var kind in (ReadOnlySpan<string>)["podAffinity", "podAntiAffinity"])
        {
            var terms = affinity.Part(kind);
            foreach (var term in terms.Maps("requiredDuringSchedulingIgnoredDuringExecution")) AddTo(term, pod.Labels());
            foreach (var weighted in terms.Maps("preferredDuringSchedulingIgnoredDuringExecution")) AddTo(weighted.Part("podAffinityTerm"), pod.Labels());
        }
        foreach (var constraint in pod.Spec().Maps("topologySpreadConstraints")) AddTo(constraint, pod.Labels());
    }

    private static void AddTo(JsonMap holder, JsonMap labels)
    {
        Add(holder, "matchLabelKeys", "In", labels);
        Add(holder, "mismatchLabelKeys", "NotIn", labels);
    }

    private static void Add(JsonMap holder, string field, string @operator, JsonMap labels)
    {
        if (holder.Map("labelSelector") is not { } selector) return;
        foreach (var key in holder.Strings(field))
        {
            if (labels.String(key) is not { } value) continue;
            selector.GetOrAddList("matchExpressions").Add(new JsonMap(3) { ["key"] = key, ["operator"] = @operator, ["values"] = new JsonList { value } });
        }
    }
}
