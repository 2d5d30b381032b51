using Kube.Controllers.Scheduling.Cluster;
using Kube.Controllers.Scheduling.Framework;

namespace Kube.Controllers.Scheduling.Scores;

/// <summary>
/// The LeastAllocated strategy: prefers nodes with the larger free share of cpu and memory, weighted alike, once the pod is there.
/// A container that requests nothing counts as using a little, so that such pods do not pile up on one node.
/// </summary>
internal sealed class NodeResourcesFitScore : IScore
{
    public string Name => PluginNames.NodeResourcesFit;

    public INodeScore Prepare(PodInfo pod, ClusterState cluster, IReadOnlyList<NodeInfo> nodes) => new LeastAllocated(pod.NonZeroRequests);

    private sealed class LeastAllocated(ResourceAmounts requests) : INodeScore
    {
        public long Score(NodeInfo node)
        {
            var used = node.NonZeroRequested;
            var (cpu, cpuCounts) = FreeShare(node.Allocatable.MilliCpu, used.MilliCpu + requests.MilliCpu);
            var (memory, memoryCounts) = FreeShare(node.Allocatable.Memory, used.Memory + requests.Memory);
            var counted = cpuCounts + memoryCounts;
            return counted == 0 ? 0 : (cpu + memory) / counted;
        }

        /// <summary>A resource the node does not have does not count.</summary>
        private static (long Score, int Counts) FreeShare(long allocatable, long used)
            => allocatable == 0 ? (0, 0) : (used > allocatable ? 0 : (allocatable - used) * Scale.Max / allocatable, 1);
    }
}
