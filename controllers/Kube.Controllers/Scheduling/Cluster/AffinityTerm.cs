using System.Collections.Frozen;
using k8s.Models;
using Kube.Machinery.Selectors;

namespace Kube.Controllers.Scheduling.Cluster;

/// <summary>
/// One pod (anti-)affinity term, ready to match: pods it selects in the namespaces it names, or in its own pod's namespace when
/// it names none, within nodes that share a value of <see cref="TopologyKey"/>.
/// </summary>
internal sealed class AffinityTerm
{
    private readonly FrozenSet<string> _namespaces;
    private readonly LabelSelector _namespaceSelector;
    private readonly LabelSelector _selector;

    public AffinityTerm(V1PodAffinityTerm term, string podNamespace, int weight = 0)
    {
        TopologyKey = term.TopologyKey;
        Weight = weight;
        _selector = term.LabelSelector.ToSelector();
        _namespaceSelector = term.NamespaceSelector.ToSelector();
        _namespaces = term.Namespaces is not { Count: > 0 } && term.NamespaceSelector is null
            ? [podNamespace]
            : (term.Namespaces ?? []).ToFrozenSet();
    }

    public string TopologyKey { get; }

    /// <summary>The weight of a preferred term, 0 for a required one.</summary>
    public int Weight { get; }

    /// <param name="pod">The pod that may be selected.</param>
    /// <param name="namespaceLabels">The labels of that pod's namespace.</param>
    public bool Matches(V1Pod pod, IDictionary<string, string>? namespaceLabels)
        => (_namespaces.Contains(pod.Metadata.NamespaceProperty) || _namespaceSelector.Matches(namespaceLabels))
            && _selector.Matches(pod.Metadata.Labels);

    public static AffinityTerm[] Required(IList<V1PodAffinityTerm>? terms, string podNamespace)
        => [.. (terms ?? []).Select(term => new AffinityTerm(term, podNamespace))];

    public static AffinityTerm[] Preferred(IList<V1WeightedPodAffinityTerm>? terms, string podNamespace)
        => [.. (terms ?? []).Select(term => new AffinityTerm(term.PodAffinityTerm, podNamespace, term.Weight))];
}
