using k8s.Models;
using Kube.Machinery.Quantities;
using Kube.Machinery.Quotas;

namespace Kube.Controllers.ResourceQuotas;

/// <summary>
/// What a pod's containers request, or are limited to, together, exactly: containers add up, an init container counts with the
/// sidecars started before it, and what the pod itself says of a resource beats its containers' sum.
/// </summary>
internal static class PodTotals
{
    public static Dictionary<string, Quantity> Requests(V1Pod pod) => Of(
        pod,
        resources => resources?.Requests,
        status => [status.Resources?.Requests, status.AllocatedResources]);

    public static Dictionary<string, Quantity> Limits(V1Pod pod) => Of(pod, resources => resources?.Limits, status => [status.Resources?.Limits]);

    private static Dictionary<string, Quantity> Of(
        V1Pod pod, Func<V1ResourceRequirements?, IDictionary<string, ResourceQuantity>?> wished,
        Func<V1ContainerStatus, IDictionary<string, ResourceQuantity>?[]> actual)
    {
        Dictionary<string, Quantity> OfContainer(V1Container container, IList<V1ContainerStatus>? statuses)
        {
            var amounts = Amounts.Of(wished(container.Resources));
            if (statuses?.FirstOrDefault(status => status.Name == container.Name) is { } status)
                Array.ForEach(actual(status), list => amounts.Raise(Amounts.Of(list)));
            return amounts;
        }

        var (running, peak) = (new Dictionary<string, Quantity>(StringComparer.Ordinal), new Dictionary<string, Quantity>(StringComparer.Ordinal));
        foreach (var container in pod.Spec.InitContainers ?? [])
        {
            var needed = new Dictionary<string, Quantity>(running, StringComparer.Ordinal);
            var own = OfContainer(container, pod.Status?.InitContainerStatuses);
            needed.Add(own);
            peak.Raise(needed);
            if (container.RestartPolicy == "Always")
                running.Add(own);
        }
        foreach (var container in pod.Spec.Containers)
            running.Add(OfContainer(container, pod.Status?.ContainerStatuses));
        running.Raise(peak);
        foreach (var (name, amount) in Amounts.Of(wished(pod.Spec.Resources)))
        {
            if (name is "cpu" or "memory" || name.StartsWith(QuotaNames.HugePagesPrefix, StringComparison.Ordinal))
                running[name] = amount;
        }
        return running;
    }
}
