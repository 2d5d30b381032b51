using k8s.Models;
using Kube.Controllers.Scheduling.Cluster;
using Kube.Controllers.Scheduling.Framework;

namespace Kube.Controllers.Scheduling.Scores;

/// <summary>Prefers nodes by the sum of the weights of the pod's preferred node affinity terms they match.</summary>
internal sealed class NodeAffinityScore : IScore
{
    public string Name => PluginNames.NodeAffinity;

    public INodeScore? Prepare(PodInfo pod, ClusterState cluster, IReadOnlyList<NodeInfo> nodes)
        => pod.Pod.Spec.Affinity?.NodeAffinity?.PreferredDuringSchedulingIgnoredDuringExecution is { Count: > 0 } terms
            ? new PreferredTerms(terms)
            : null;

    private sealed class PreferredTerms(IList<V1PreferredSchedulingTerm> terms) : INodeScore
    {
        private readonly (NodeSelectorTerm Term, int Weight)[] _terms =
            [.. terms.Where(term => term.Weight != 0).Select(term => (new NodeSelectorTerm(term.Preference), term.Weight))];

        public long Score(NodeInfo node) => _terms.Where(term => term.Term.Matches(node.Node)).Sum(term => term.Weight);

        public void Normalize(Span<long> scores, IReadOnlyList<NodeInfo> nodes) => Scale.ToMax(scores);
    }
}
