using Kube.Controllers.Scheduling.Cluster;
using Kube.Controllers.Scheduling.Framework;

namespace Kube.Controllers.Scheduling.Scores;

/// <summary>Prefers nodes whose cpu and memory would be used to a similar share. It has no opinion on a pod that requests neither.</summary>
internal sealed class NodeResourcesBalancedAllocationScore : IScore
{
    public string Name => PluginNames.NodeResourcesBalancedAllocation;

    public INodeScore? Prepare(PodInfo pod, ClusterState cluster, IReadOnlyList<NodeInfo> nodes)
        => pod.Requests is { MilliCpu: 0, Memory: 0 } ? null : new Balance(pod.Requests);

    private sealed class Balance(ResourceAmounts requests) : INodeScore
    {
        public long Score(NodeInfo node)
        {
            var allocatable = node.Allocatable;
            if (allocatable.MilliCpu == 0 || allocatable.Memory == 0)
                return Scale.Max;
            var cpu = Share(node.Requested.MilliCpu + requests.MilliCpu, allocatable.MilliCpu);
            var memory = Share(node.Requested.Memory + requests.Memory, allocatable.Memory);
            var deviation = Math.Abs(cpu - memory) / 2;
            return (long)((1 - deviation) * Scale.Max);
        }

        private static double Share(long used, long allocatable) => Math.Min(1, (double)used / allocatable);
    }
}
