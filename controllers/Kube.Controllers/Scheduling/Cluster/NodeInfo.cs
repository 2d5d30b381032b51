using k8s.Models;

namespace Kube.Controllers.Scheduling.Cluster;

/// <summary>
/// A node and the pods on it, assumed ones included, with their sums. Immutable: adding or removing a pod gives another one, so
/// what-if questions (nominated pods, preemption) cost a copy of a small array and can disturb nothing.
/// </summary>
internal sealed class NodeInfo
{
    private readonly NodeFacts _facts;

    public NodeInfo(V1Node node)
        : this(new NodeFacts(node), [], [], [], default, default)
    {
    }

    private NodeInfo(
        NodeFacts facts, PodInfo[] pods, PodInfo[] podsWithAffinity, PodInfo[] podsWithHostPorts, ResourceAmounts requested, ResourceAmounts nonZeroRequested)
    {
        _facts = facts;
        Pods = pods;
        PodsWithAffinity = podsWithAffinity;
        PodsWithHostPorts = podsWithHostPorts;
        Requested = requested;
        NonZeroRequested = nonZeroRequested;
    }

    public V1Node Node => _facts.Node;

    public string Name => Node.Metadata.Name;

    public IDictionary<string, string>? Labels => Node.Metadata.Labels;

    public V1Taint[] Taints => _facts.Taints;

    public ResourceAmounts Allocatable => _facts.Allocatable;

    public long AllowedPods => _facts.AllowedPods;

    /// <summary>Sizes in bytes of the images on the node, by each of their names.</summary>
    public IReadOnlyDictionary<string, long> ImageSizes => _facts.ImageSizes;

    public PodInfo[] Pods { get; }

    public PodInfo[] PodsWithAffinity { get; }

    public PodInfo[] PodsWithHostPorts { get; }

    public ResourceAmounts Requested { get; }

    public ResourceAmounts NonZeroRequested { get; }

    /// <summary>The value of a label, null when the node does not have it.</summary>
    public string? Label(string key) => Labels is not null && Labels.TryGetValue(key, out var value) ? value : null;

    public NodeInfo With(V1Node node) => new(new NodeFacts(node), Pods, PodsWithAffinity, PodsWithHostPorts, Requested, NonZeroRequested);

    public NodeInfo With(PodInfo pod) => new(
        _facts,
        [.. Pods, pod],
        pod.HasAffinity ? [.. PodsWithAffinity, pod] : PodsWithAffinity,
        pod.HostPorts.Length > 0 ? [.. PodsWithHostPorts, pod] : PodsWithHostPorts,
        Requested + pod.Requests,
        NonZeroRequested + pod.NonZeroRequests);

    /// <param name="pod">A pod that is on the node: the same instance it was added with.</param>
    public NodeInfo Without(PodInfo pod) => new(
        _facts,
        Except(Pods, pod),
        pod.HasAffinity ? Except(PodsWithAffinity, pod) : PodsWithAffinity,
        pod.HostPorts.Length > 0 ? Except(PodsWithHostPorts, pod) : PodsWithHostPorts,
        Requested - pod.Requests,
        NonZeroRequested - pod.NonZeroRequests);

    private static PodInfo[] Except(PodInfo[] pods, PodInfo pod)
    {
        var index = Array.IndexOf(pods, pod);
        if (index < 0)
            throw new InvalidOperationException($"pod {pod.Namespace}/{pod.Name} is not on the node");
        return [.. pods.AsSpan(0, index), .. pods.AsSpan(index + 1)];
    }
}
