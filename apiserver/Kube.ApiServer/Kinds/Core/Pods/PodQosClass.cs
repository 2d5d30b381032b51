using Kube.ApiServer.Kinds.Rules;
using Kube.Machinery.Quantities;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Kinds.Core.Pods;

/// <summary>
/// How well a pod is protected when a node runs short: Guaranteed when everything asks for exactly what it may use,
/// BestEffort when nothing asks for anything, else Burstable. <c>pkg/apis/core/v1/helper/qos</c>.
/// </summary>
internal static class PodQosClass
{
    private static readonly string[] Compute = ["cpu", "memory"];

    public static string Of(JsonMap spec)
    {
        var holders = IsSet(spec.Map("resources"))
            ? [spec.Part("resources")]
            : spec.Maps("containers").Concat(spec.Maps("initContainers")).Select(container => container.Part("resources")).ToList();
        var requests = Total(holders, "requests");
        var limits = Total(holders, "limits");
        if (requests.Count == 0 && limits.Count == 0) return "BestEffort";
        var limitedThroughout = holders.TrueForAll(holder => Compute.All(name => holder.Part("limits").Amount(name) is { Sign: > 0 }));
        return limitedThroughout && requests.Count == limits.Count && requests.All(request => limits.GetValueOrDefault(request.Key) == request.Value)
            ? "Guaranteed"
            : "Burstable";
    }

    private static bool IsSet(JsonMap? resources) => resources is not null && resources.CountOf("requests") + resources.CountOf("limits") > 0;

    private static Dictionary<string, Quantity> Total(List<JsonMap> holders, string kind)
    {
        var total = new Dictionary<string, Quantity>(StringComparer.Ordinal);
        foreach (var (name, amount) in holders.SelectMany(holder => holder.Map(kind).Amounts()))
        {
            if (Compute.Contains(name) && amount.Sign > 0) total[name] = total.GetValueOrDefault(name) + amount;
        }
        return total;
    }
}
