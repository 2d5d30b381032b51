using System.Collections.Frozen;
using k8s.Models;
using Kube.Machinery.Quantities;

namespace Kube.Controllers.Scheduling.Cluster;

/// <summary>A node object with what filters and scores read of it, computed once for each version of the object.</summary>
internal sealed class NodeFacts
{
    public NodeFacts(V1Node node)
    {
        Node = node;
        var allocatable = node.Status?.Allocatable;
        Allocatable = ResourceAmounts.Of(allocatable);
        AllowedPods = allocatable is not null && allocatable.TryGetValue(ResourceNames.Pods, out var pods) ? Quantity.Parse(pods.ToString()).Value : 0;
        Taints = [.. node.Spec?.Taints ?? []];
        ImageSizes = (node.Status?.Images ?? [])
            .SelectMany(image => (image.Names ?? []).Select(name => (name, size: image.SizeBytes ?? 0)))
            .DistinctBy(image => image.name)
            .ToFrozenDictionary(image => image.name, image => image.size);
    }

    public V1Node Node { get; }

    public ResourceAmounts Allocatable { get; }

    public long AllowedPods { get; }

    public V1Taint[] Taints { get; }

    public FrozenDictionary<string, long> ImageSizes { get; }
}
