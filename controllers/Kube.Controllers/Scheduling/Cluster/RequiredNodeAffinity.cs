using k8s.Models;
using Kube.Machinery.Selectors;

namespace Kube.Controllers.Scheduling.Cluster;

/// <summary>Which nodes a pod insists on: its node selector and, if it has any, one of its required node affinity terms.</summary>
internal sealed class RequiredNodeAffinity(V1Pod pod)
{
    private readonly LabelSelector _selector = LabelSelector.FromSet(pod.Spec.NodeSelector ?? new Dictionary<string, string>());
    private readonly NodeSelectorTerm[]? _terms = pod.Spec.Affinity?.NodeAffinity?.RequiredDuringSchedulingIgnoredDuringExecution is { } required
        ? [.. (required.NodeSelectorTerms ?? []).Select(term => new NodeSelectorTerm(term))]
        : null;

    /// <summary>True when any node will do.</summary>
    public bool IsEmpty => _selector.IsEmpty && _terms is null;

    public bool Matches(V1Node node)
        => _selector.Matches(node.Metadata.Labels) && (_terms is null || _terms.Any(term => term.Matches(node)));

    /// <summary>The only names a node may have to match; null when some term does not ask for names.</summary>
    public HashSet<string>? Names()
    {
        if (_terms is null or [])
            return null;
        var all = new HashSet<string>();
        foreach (var term in _terms)
        {
            if (term.Names() is not { } names)
                return null;
            all.UnionWith(names);
        }
        return all;
    }
}
