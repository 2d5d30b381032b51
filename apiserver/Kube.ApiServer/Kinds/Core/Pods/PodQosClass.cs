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
        var holders = new List<JsonMap?>(4);
        if (IsSet(spec.Map("resources"))) holders.Add(spec.Map("resources"));
        else
        {
            AddContainers(spec.List("containers"), holders);
            AddContainers(spec.List("initContainers"), holders);
        }
        var (asks, isGuaranteed) = (false, true);
        foreach (var name in Compute)
        {
            var (requests, limits) = (Quantity.Zero, Quantity.Zero);
            foreach (var holder in holders)
            {
                var limit = Positive(holder, "limits", name);
                isGuaranteed &= !limit.IsZero;
                limits += limit;
                requests += Positive(holder, "requests", name);
            }
            asks |= !requests.IsZero || !limits.IsZero;
            isGuaranteed &= requests == limits;
        }
        return !asks ? "BestEffort" : isGuaranteed ? "Guaranteed" : "Burstable";
    }

    private static void AddContainers(JsonList? containers, List<JsonMap?> holders)
    {
        for (var i = 0; i < containers?.Count; i++)
        {
            if (containers[i] is JsonMap container) holders.Add(container.Map("resources"));
        }
    }

    private static bool IsSet(JsonMap? resources) => resources is not null && resources.CountOf("requests") + resources.CountOf("limits") > 0;

    private static Quantity Positive(JsonMap? holder, string kind, string name) =>
        holder?.Map(kind)?.Amount(name) is { Sign: > 0 } amount ? amount : Quantity.Zero;
}
