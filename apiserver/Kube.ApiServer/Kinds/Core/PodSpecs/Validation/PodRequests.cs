using Kube.ApiServer.Kinds.Rules;
using Kube.Machinery.Quantities;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Kinds.Core.PodSpecs.Validation;

/// <summary>
/// What the containers of a pod ask for together: those that run side by side add up (sidecars included), and each init
/// container needs what it asks for plus the sidecars started before it.
/// </summary>
internal static class PodRequests
{
    public static Dictionary<string, Quantity> OfContainers(JsonMap spec)
    {
        var running = new Dictionary<string, Quantity>(StringComparer.Ordinal);
        var peak = new Dictionary<string, Quantity>(StringComparer.Ordinal);
        foreach (var container in spec.Maps("initContainers"))
        {
            var sidecar = container.Text("restartPolicy") == "Always";
            foreach (var (name, amount) in container.Part("resources").Map("requests").Amounts())
            {
                var needed = running.GetValueOrDefault(name) + amount;
                if (sidecar) running[name] = needed;
                if (needed > peak.GetValueOrDefault(name)) peak[name] = needed;
            }
        }
        foreach (var (name, amount) in spec.Maps("containers").SelectMany(container => container.Part("resources").Map("requests").Amounts()))
            running[name] = running.GetValueOrDefault(name) + amount;
        foreach (var (name, amount) in peak)
        {
            if (amount > running.GetValueOrDefault(name)) running[name] = amount;
        }
        return running;
    }
}
