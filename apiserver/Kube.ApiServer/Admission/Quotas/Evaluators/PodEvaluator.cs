using Kube.ApiServer.Kinds;
using Kube.ApiServer.Kinds.Core.Pods;
using Kube.ApiServer.Kinds.Rules;
using Kube.Machinery.Quantities;
using Kube.Machinery.Quotas;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Admission.Quotas.Evaluators;

/// <summary>Pods: what they request and are limited to.</summary>
internal sealed class PodEvaluator() : QuotaEvaluator("", "pods")
{
    /// <summary>Where a quota limits one of these, every container has to state it.</summary>
    private static readonly string[] Stated = ["cpu", "limits.cpu", "limits.memory", "memory", "requests.cpu", "requests.memory"];

    public override bool Handles(AdmissionRequest request) => base.Handles(request) || request is { Subresource: "resize", Operation: Operation.Update };

    public override bool IsIn(QuotaScope scope, JsonMap pod) => scope.Name switch
    {
        "Terminating" => pod.Spec().Has("activeDeadlineSeconds"),
        "NotTerminating" => !pod.Spec().Has("activeDeadlineSeconds"),
        "BestEffort" => PodQosClass.Of(pod.Spec()) == "BestEffort",
        "NotBestEffort" => PodQosClass.Of(pod.Spec()) != "BestEffort",
        "PriorityClass" => scope.Fits(pod.Spec().Text("priorityClassName") is { Length: > 0 } name ? [name] : []),
        "CrossNamespacePodAffinity" => ReachesOut(pod.Spec().Part("affinity")),
        _ => false,
    };

    public override string Missing(IReadOnlyCollection<string> limited, JsonMap pod)
    {
        if (pod.Spec().Part("resources") is var whole && whole.CountOf("requests") + whole.CountOf("limits") > 0) return "";
        var containers = pod.Spec().Maps("containers").Concat(pod.Spec().Maps("initContainers"))
            .Select(container => (Name: container.Text("name"), Usage: OfContainer(container.Part("resources")))).ToList();
        var missing = Stated.Where(limited.Contains)
            .Select(name => (Name: name, In: containers.Where(container => !container.Usage.ContainsKey(name)).Select(container => container.Name).Order(StringComparer.Ordinal).ToList()))
            .Where(entry => entry.In.Count > 0).Select(entry => $"{entry.Name} for: {string.Join(',', entry.In)}").ToList();
        return missing.Count == 0 ? "" : $"must specify {string.Join("; ", missing)}";
    }

    public override Dictionary<string, Quantity> Usage(JsonMap pod)
    {
        var usage = pod.Status().Text("phase") is "Failed" or "Succeeded" ? [] : Living(pod);
        usage["count/pods"] = One;
        return usage;
    }

    private static Dictionary<string, Quantity> Living(JsonMap pod)
    {
        var requests = PodTotals.Of(pod.Spec(), "requests", pod.Status());
        var limits = PodTotals.Of(pod.Spec(), "limits", pod.Status());
        foreach (var (name, amount) in pod.Spec().Map("overhead").Amounts())
        {
            requests[name] = requests.GetValueOrDefault(name) + amount;
            if (limits.TryGetValue(name, out var limit) && !limit.IsZero) limits[name] = limit + amount;
        }
        return PodUsage.Of(requests, limits);
    }

    private static Dictionary<string, Quantity> OfContainer(JsonMap resources) =>
        PodUsage.Of(resources.Map("requests").Amounts().ToDictionary(), resources.Map("limits").Amounts().ToDictionary());

    private static bool ReachesOut(JsonMap affinity) => ((string[])["podAffinity", "podAntiAffinity"]).Select(affinity.Part).Any(rules =>
        rules.Maps("requiredDuringSchedulingIgnoredDuringExecution")
            .Concat(rules.Maps("preferredDuringSchedulingIgnoredDuringExecution").Select(weighted => weighted.Part("podAffinityTerm")))
            .Any(term => term.CountOf("namespaces") > 0 || term.Has("namespaceSelector")));
}
