using k8s.Models;

namespace Kube.Controllers.Scheduling.Cluster;

/// <summary>
/// What a pod asks of its node: the larger of its containers together and of any of its init containers together with the
/// sidecars started before it; a pod-level request replaces the sum of its resource; overhead comes on top. A container being
/// resized counts with the largest of what is wished, granted and in use.
/// See https://kubernetes.io/docs/concepts/workloads/pods/init-containers/#resource-sharing-within-containers
/// </summary>
internal static class PodRequests
{
    /// <summary>What a container that states nothing is taken to use when nodes are scored (not when they are filtered).</summary>
    private const long DefaultMilliCpu = 100;
    private const long DefaultMemory = 200L * 1024 * 1024;

    public static ResourceAmounts Of(V1Pod pod) => Total(pod, static amounts => amounts);

    /// <summary>As <see cref="Of(V1Pod)"/>, where a container without a cpu or memory request counts as using a little.</summary>
    public static ResourceAmounts NonZeroOf(V1Pod pod)
    {
        var podLevel = pod.Spec.Resources?.Requests;
        var assumeCpu = podLevel?.ContainsKey(ResourceNames.Cpu) != true;
        var assumeMemory = podLevel?.ContainsKey(ResourceNames.Memory) != true;
        return Total(pod, amounts => new ResourceAmounts(
            amounts.MilliCpu == 0 && assumeCpu ? DefaultMilliCpu : amounts.MilliCpu,
            amounts.Memory == 0 && assumeMemory ? DefaultMemory : amounts.Memory));
    }

    private static ResourceAmounts Total(V1Pod pod, Func<ResourceAmounts, ResourceAmounts> assume)
    {
        var sum = default(ResourceAmounts);
        foreach (var container in pod.Spec.Containers)
            sum += assume(Of(pod, container, pod.Status?.ContainerStatuses));

        var sidecars = default(ResourceAmounts);
        var initPeak = default(ResourceAmounts);
        foreach (var container in pod.Spec.InitContainers ?? [])
        {
            var own = assume(Of(pod, container, pod.Status?.InitContainerStatuses));
            var isSidecar = container.RestartPolicy == "Always";
            initPeak = initPeak.Max(sidecars + own);
            if (isSidecar)
                sidecars += own;
        }
        var total = PodLevel(pod, (sum + sidecars).Max(initPeak));
        return total + ResourceAmounts.Of(pod.Spec.Overhead);
    }

    private static ResourceAmounts Of(V1Pod pod, V1Container container, IList<V1ContainerStatus>? statuses)
    {
        var wished = ResourceAmounts.Of(container.Resources?.Requests);
        var status = statuses?.FirstOrDefault(status => status.Name == container.Name);
        if (status is null)
            return wished;
        var actual = ResourceAmounts.Of(status.Resources?.Requests).Max(ResourceAmounts.Of(status.AllocatedResources));
        return IsResizeInfeasible(pod) ? actual : wished.Max(actual);
    }

    private static ResourceAmounts PodLevel(V1Pod pod, ResourceAmounts containers)
    {
        var requests = pod.Spec.Resources?.Requests;
        if (requests is null)
            return containers;
        var podLevel = ResourceAmounts.Of(requests);
        foreach (var name in requests.Keys)
        {
            if (name is ResourceNames.Cpu or ResourceNames.Memory || name.StartsWith(ResourceNames.HugePagesPrefix, StringComparison.Ordinal))
                containers = containers.With(name, podLevel.Get(name));
        }
        return containers;
    }

    private static bool IsResizeInfeasible(V1Pod pod)
        => pod.Status?.Conditions?.Any(condition => condition is { Type: "PodResizePending", Reason: "Infeasible" }) == true;
}
