using k8s.Models;
using Kube.Kubelet.Runtime;

namespace Kube.Kubelet.Containers;

/// <summary>Requests and limits in the kernel's terms, by upstream's conversions.</summary>
internal static class LimitRules
{
    private const long MinShares = 2;
    private const long MinQuota = 1000;

    public static ContainerLimits Of(V1Pod pod, V1Container container, long nodeMemory)
    {
        var cpuLimit = container.Resources.Limit("cpu")?.MilliValue ?? 0;
        var cpuRequest = container.Resources.Request("cpu")?.MilliValue ?? cpuLimit;
        return new ContainerLimits(
            CpuShares: Math.Max(MinShares, cpuRequest * 1024 / 1000),
            CpuQuota: cpuLimit == 0 ? 0 : Math.Max(MinQuota, cpuLimit * 100),
            Memory: container.Resources.Limit("memory")?.Value ?? 0,
            OomScoreAdjust: OomScore(pod, container, nodeMemory));
    }

    /// <summary>Who dies first when memory runs out: https://kubernetes.io/docs/concepts/scheduling-eviction/node-pressure-eviction.</summary>
    private static int OomScore(V1Pod pod, V1Container container, long nodeMemory)
    {
        switch (pod.Status?.QosClass)
        {
            case "Guaranteed":
                return -997;
            case "Burstable":
                var request = container.Resources.Request("memory")?.Value ?? 0;
                return (int)Math.Clamp(1000 - (1000 * request / Math.Max(1, nodeMemory)), 3, 999);
            default:
                return 1000;
        }
    }
}
