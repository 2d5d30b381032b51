using Kube.ApiServer.Kinds;
using Kube.ApiServer.Kinds.Rules;
using Kube.Machinery.Quantities;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Admission;

/// <summary>
/// What a pod's containers request, or are limited to, together: those that run side by side add up, an init container counts with
/// the sidecars started before it, and what the pod itself says of a resource beats its containers' sum.
/// </summary>
internal static class PodTotals
{
    /// <param name="kind">"requests" or "limits".</param>
    /// <param name="status">With it a container being resized counts with the larger of what is wished, granted and in use.</param>
    public static Dictionary<string, Quantity> Of(JsonMap spec, string kind, JsonMap? status = null)
    {
        var running = new Dictionary<string, Quantity>(StringComparer.Ordinal);
        var peak = new Dictionary<string, Quantity>(StringComparer.Ordinal);
        foreach (var container in spec.Maps("initContainers"))
        {
            var sidecar = container.Text("restartPolicy") == "Always";
            foreach (var (name, amount) in Amounts(container, kind, status, "initContainerStatuses"))
            {
                var needed = running.GetValueOrDefault(name) + amount;
                if (sidecar) running[name] = needed;
                Raise(peak, name, needed);
            }
        }
        foreach (var (name, amount) in spec.Maps("containers").SelectMany(container => Amounts(container, kind, status, "containerStatuses")))
            running[name] = running.GetValueOrDefault(name) + amount;
        foreach (var (name, amount) in peak) Raise(running, name, amount);
        foreach (var (name, amount) in spec.Part("resources").Map(kind).Amounts())
        {
            if (name is "cpu" or "memory" || ResourceNames.IsHugePages(name)) running[name] = amount;
        }
        return running;
    }

    private static Dictionary<string, Quantity> Amounts(JsonMap container, string kind, JsonMap? status, string statuses)
    {
        var amounts = container.Part("resources").Map(kind).Amounts().ToDictionary();
        if (status?.Maps(statuses).FirstOrDefault(entry => entry.Text("name") == container.Text("name")) is not { } actual) return amounts;
        foreach (var (name, amount) in actual.Part("resources").Map(kind).Amounts()) Raise(amounts, name, amount);
        if (kind == "requests")
        {
            foreach (var (name, amount) in actual.Map("allocatedResources").Amounts()) Raise(amounts, name, amount);
        }
        return amounts;
    }

    private static void Raise(Dictionary<string, Quantity> amounts, string name, Quantity amount)
    {
        if (!amounts.TryGetValue(name, out var known) || amount > known) amounts[name] = amount;
    }
}
