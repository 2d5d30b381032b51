using Kube.Controllers.Scheduling.Cluster;
using Kube.Controllers.Scheduling.Framework;

namespace Kube.Controllers.Scheduling.Scores;

/// <summary>
/// Prefers domains by the preferred (anti-)affinity terms that hold between the pod and the pods there, in both directions; a
/// required affinity of a pod there towards this one counts too, with weight 1.
/// </summary>
internal sealed class InterPodAffinityScore : IScore
{
    private const int HardPodAffinityWeight = 1;

    public string Name => PluginNames.InterPodAffinity;

    public INodeScore? Prepare(PodInfo pod, ClusterState cluster, IReadOnlyList<NodeInfo> nodes)
    {
        var counts = new DomainCounts();
        var hasPreferences = pod.PreferredAffinity.Length + pod.PreferredAntiAffinity.Length > 0;
        var namespaceLabels = cluster.NamespaceLabels(pod.Namespace);
        foreach (var node in cluster.Nodes)
        {
            foreach (var other in hasPreferences ? node.Pods : node.PodsWithAffinity)
            {
                if (hasPreferences)
                {
                    var labels = cluster.NamespaceLabels(other.Namespace);
                    Count(pod.PreferredAffinity, other, labels, 1);
                    Count(pod.PreferredAntiAffinity, other, labels, -1);
                }
                foreach (var term in other.RequiredAffinity)
                {
                    if (term.Matches(pod.Pod, namespaceLabels))
                        counts.Add(node, term, HardPodAffinityWeight);
                }
                Count(other.PreferredAffinity, pod, namespaceLabels, 1);
                Count(other.PreferredAntiAffinity, pod, namespaceLabels, -1);
            }

            void Count(AffinityTerm[] terms, PodInfo target, IDictionary<string, string>? labels, int sign)
            {
                foreach (var term in terms)
                {
                    if (term.Matches(target.Pod, labels))
                        counts.Add(node, term, sign * term.Weight);
                }
            }
        }
        return counts.IsEmpty ? null : new Affinity(counts);
    }

    private sealed class Affinity(DomainCounts counts) : INodeScore
    {
        public long Score(NodeInfo node) => counts.SumAt(node);

        /// <summary>Stretches from the lowest to the highest sum, which may be negative.</summary>
        public void Normalize(Span<long> scores, IReadOnlyList<NodeInfo> nodes)
        {
            long min = long.MaxValue, max = long.MinValue;
            foreach (var score in scores)
            {
                min = Math.Min(min, score);
                max = Math.Max(max, score);
            }
            foreach (ref var score in scores)
                score = max == min ? 0 : (long)(Scale.Max * ((double)(score - min) / (max - min)));
        }
    }
}
