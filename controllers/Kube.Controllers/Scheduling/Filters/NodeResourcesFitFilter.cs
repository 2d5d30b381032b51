using k8s.Models;
using Kube.Controllers.Scheduling.Cluster;
using Kube.Controllers.Scheduling.Framework;

namespace Kube.Controllers.Scheduling.Filters;

/// <summary>
/// Keeps a pod off nodes that lack what it requests, and names every resource that is short. A request larger than all the node
/// has can't be met by evicting pods.
/// </summary>
internal sealed class NodeResourcesFitFilter : IFilter
{
    private const string TooManyPods = "Too many pods";

    public string Name => PluginNames.NodeResourcesFit;

    public IReadOnlyList<RequeueHint> RequeueHints { get; } =
    [
        new(ClusterResource.AssignedPod, ClusterAction.Delete | ClusterAction.UpdatePodScaleDown, FreesResources),
        new(ClusterResource.Node, ClusterAction.Add | ClusterAction.UpdateNodeAllocatable, NodeHasRoom),
        new(ClusterResource.TargetPod, ClusterAction.UpdatePodScaleDown),
    ];

    public Preparation Prepare(PodInfo pod, ClusterState cluster) => Preparation.With(new ResourceCheck(pod.Requests));

    /// <summary>A pod that leaves always frees its place; one that shrinks must free something this pod asks for.</summary>
    private static bool FreesResources(PodInfo pod, ClusterEvent change)
    {
        if (change.New is not V1Pod after || change.Old is not V1Pod before)
            return true;
        var freed = PodRequests.Of(before) - PodRequests.Of(after);
        return Asked(pod.Requests).Any(request => freed.Get(request.Name) > 0);
    }

    /// <summary>Whether the pod would fit the node if it were empty, and the node has more of something it asks for than before.</summary>
    private static bool NodeHasRoom(PodInfo pod, ClusterEvent change)
    {
        var node = new NodeFacts((V1Node)change.New!);
        if (node.AllowedPods == 0 || Asked(pod.Requests).Any(request => request.Amount > node.Allocatable.Get(request.Name)))
            return false;
        if (change.Old is not V1Node old)
            return true;
        var before = new NodeFacts(old);
        return node.AllowedPods > before.AllowedPods
            || Asked(pod.Requests).Any(request => node.Allocatable.Get(request.Name) > before.Allocatable.Get(request.Name));
    }

    private static IEnumerable<(string Name, long Amount)> Asked(ResourceAmounts requests)
    {
        if (requests.MilliCpu > 0)
            yield return (ResourceNames.Cpu, requests.MilliCpu);
        if (requests.Memory > 0)
            yield return (ResourceNames.Memory, requests.Memory);
        if (requests.EphemeralStorage > 0)
            yield return (ResourceNames.EphemeralStorage, requests.EphemeralStorage);
        foreach (var (name, amount) in requests.Scalars.OrderBy(scalar => scalar.Key, StringComparer.Ordinal))
        {
            if (amount > 0)
                yield return (name, amount);
        }
    }

    private sealed class ResourceCheck(ResourceAmounts requests) : INodeCheck
    {
        private readonly (string Name, long Amount)[] _asked = [.. Asked(requests)];

        public Rejection? Check(NodeInfo node)
        {
            List<string>? reasons = null;
            var resolvable = true;
            if (node.Pods.Length + 1 > node.AllowedPods)
                reasons = [TooManyPods];
            foreach (var (name, amount) in _asked)
            {
                var allocatable = node.Allocatable.Get(name);
                if (amount <= allocatable - node.Requested.Get(name))
                    continue;
                (reasons ??= []).Add($"Insufficient {name}");
                resolvable &= amount <= allocatable;
            }
            return reasons is null ? null : new Rejection(PluginNames.NodeResourcesFit, resolvable, reasons);
        }
    }
}
