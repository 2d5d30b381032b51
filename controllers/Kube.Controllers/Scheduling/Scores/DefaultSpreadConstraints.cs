using k8s.Models;
using Kube.Controllers.Scheduling.Cluster;
using Kube.Machinery.Selectors;

namespace Kube.Controllers.Scheduling.Scores;

/// <summary>
/// How pods without spread constraints are spread: those of one service, replica set, replication controller or stateful set
/// over host names and zones.
/// See https://kubernetes.io/docs/concepts/scheduling-eviction/topology-spread-constraints/#internal-default-constraints
/// </summary>
internal static class DefaultSpreadConstraints
{
    public static SpreadConstraint[] For(V1Pod pod, ClusterState cluster)
    {
        var selector = SelectorOf(pod, cluster);
        return selector.IsEmpty ? [] : [new SpreadConstraint(TopologyKeys.Hostname, 3, selector), new SpreadConstraint(TopologyKeys.Zone, 5, selector)];
    }

    /// <summary>Everything that the services selecting the pod and its controller require of its labels, together.</summary>
    private static LabelSelector SelectorOf(V1Pod pod, ClusterState cluster)
    {
        if (pod.Metadata.Labels is not { Count: > 0 } labels)
            return LabelSelector.Everything;
        var ns = pod.Metadata.NamespaceProperty;
        var requirements = cluster.Services.In(ns)
            .Where(service => service.Spec.Selector is { Count: > 0 })
            .Select(service => LabelSelector.FromSet(service.Spec.Selector))
            .Where(selector => selector.Matches(labels))
            .SelectMany(selector => selector.Requirements)
            .ToList();
        var owner = pod.Metadata.OwnerReferences?.FirstOrDefault(reference => reference.Controller == true);
        if (owner is not null)
            requirements.AddRange(OwnerRequirements(owner, ns, cluster));
        return LabelSelector.Of(requirements);
    }

    private static IReadOnlyList<Requirement> OwnerRequirements(V1OwnerReference owner, string ns, ClusterState cluster)
    {
        var selector = owner.Kind switch
        {
            "ReplicaSet" => cluster.ReplicaSets.Find(ns, owner.Name)?.Spec.Selector.ToSelector(),
            "StatefulSet" => cluster.StatefulSets.Find(ns, owner.Name)?.Spec.Selector.ToSelector(),
            "ReplicationController" => cluster.ReplicationControllers.Find(ns, owner.Name)?.Spec.Selector is { } labels ? LabelSelector.FromSet(labels) : null,
            _ => null,
        };
        return selector?.Requirements ?? [];
    }
}
