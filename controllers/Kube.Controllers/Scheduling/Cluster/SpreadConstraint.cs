using k8s.Models;
using Kube.Machinery.Selectors;

namespace Kube.Controllers.Scheduling.Cluster;

/// <summary>One topology spread constraint of a pod, ready to count with.</summary>
internal sealed class SpreadConstraint
{
    private readonly LabelSelector _selector;
    private readonly bool _honorsAffinity;
    private readonly bool _honorsTaints;

    public SpreadConstraint(V1TopologySpreadConstraint constraint, V1Pod pod)
    {
        TopologyKey = constraint.TopologyKey;
        MaxSkew = constraint.MaxSkew;
        MinDomains = constraint.MinDomains ?? 1;
        _honorsAffinity = constraint.NodeAffinityPolicy != "Ignore";
        _honorsTaints = constraint.NodeTaintsPolicy == "Honor";
        _selector = WithPodsOwnLabels(constraint.LabelSelector.ToSelector(), constraint.MatchLabelKeys ?? [], pod);
    }

    public SpreadConstraint(string topologyKey, int maxSkew, LabelSelector selector)
    {
        TopologyKey = topologyKey;
        MaxSkew = maxSkew;
        MinDomains = 1;
        _honorsAffinity = true;
        _selector = selector;
    }

    public string TopologyKey { get; }

    public int MaxSkew { get; }

    /// <summary>With fewer domains than this, the emptiest one counts as having no pods.</summary>
    public int MinDomains { get; }

    public static SpreadConstraint[] Of(V1Pod pod, string whenUnsatisfiable) =>
    [
        .. (pod.Spec.TopologySpreadConstraints ?? [])
            .Where(constraint => constraint.WhenUnsatisfiable == whenUnsatisfiable)
            .Select(constraint => new SpreadConstraint(constraint, pod)),
    ];

    public bool Selects(V1Pod pod) => _selector.Matches(pod.Metadata.Labels);

    /// <summary>Whether the node's pods take part in the count.</summary>
    public bool Includes(NodeInfo node, V1Pod pod, RequiredNodeAffinity affinity)
        => (!_honorsAffinity || affinity.Matches(node.Node)) && (!_honorsTaints || pod.ToleratesForScheduling(node.Taints));

    /// <summary>How many of the selected pods are on each node; nodes without any are absent.</summary>
    public IReadOnlyDictionary<string, int> CountsByNode(ClusterState cluster, string ns) => cluster.CountsByNode(ns, _selector);

    /// <summary>Whether the pod counts; one on its way out does not.</summary>
    public bool Counts(PodInfo pod, string ns) => pod.Namespace == ns && pod.Pod.Metadata.DeletionTimestamp is null && Selects(pod.Pod);

    private static LabelSelector WithPodsOwnLabels(LabelSelector selector, IList<string> keys, V1Pod pod)
    {
        var own = keys
            .Where(key => pod.Metadata.Labels?.ContainsKey(key) == true)
            .Select(key => new Requirement(key, SelectorOperator.In, pod.Metadata.Labels[key]));
        return keys.Count == 0 ? selector : LabelSelector.Of([.. selector.Requirements, .. own]);
    }
}
