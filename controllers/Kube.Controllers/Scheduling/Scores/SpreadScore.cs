using Kube.Controllers.Scheduling.Cluster;
using Kube.Controllers.Scheduling.Framework;

namespace Kube.Controllers.Scheduling.Scores;

/// <summary>
/// Counts the selected pods in each domain of the nodes in question. A constraint with more domains weighs more, and a larger
/// allowed skew makes the count matter less.
/// </summary>
internal sealed class SpreadScore : INodeScore
{
    private readonly SpreadConstraint[] _constraints;
    private readonly IReadOnlyDictionary<string, int>[] _selected;
    private readonly Dictionary<string, long>[] _counts;
    private readonly double[] _weights;
    private readonly HashSet<string> _ignored = [];

    /// <param name="requireAllKeys">Whether a node without one of the topology keys is left out, as it is for the pod's own constraints.</param>
    public SpreadScore(PodInfo pod, SpreadConstraint[] constraints, ClusterState cluster, IReadOnlyList<NodeInfo> candidates, bool requireAllKeys)
    {
        _constraints = constraints;
        _selected = [.. constraints.Select(constraint => constraint.CountsByNode(cluster, pod.Namespace))];
        _counts = [.. constraints.Select(_ => new Dictionary<string, long>())];
        FindDomains(candidates, requireAllKeys);
        CountPods(pod, cluster.Nodes, requireAllKeys);
        _weights = [.. constraints.Select((constraint, i) => Math.Log(DomainsOf(constraint, i, candidates.Count) + 2))];
    }

    public long Score(NodeInfo node)
    {
        if (_ignored.Contains(node.Name))
            return 0;
        double score = 0;
        for (var i = 0; i < _constraints.Length; i++)
        {
            var constraint = _constraints[i];
            if (node.Label(constraint.TopologyKey) is not { } domain)
                continue;
            var count = constraint.TopologyKey == TopologyKeys.Hostname ? _selected[i].GetValueOrDefault(node.Name) : _counts[i].GetValueOrDefault(domain);
            score += (count * _weights[i]) + (constraint.MaxSkew - 1);
        }
        return (long)Math.Round(score, MidpointRounding.AwayFromZero);
    }

    /// <summary>Turns counts over: the fewer the better. Nodes left out get 0.</summary>
    public void Normalize(Span<long> scores, IReadOnlyList<NodeInfo> nodes)
    {
        long min = long.MaxValue, max = long.MinValue;
        for (var i = 0; i < scores.Length; i++)
        {
            if (_ignored.Contains(nodes[i].Name))
                continue;
            min = Math.Min(min, scores[i]);
            max = Math.Max(max, scores[i]);
        }
        for (var i = 0; i < scores.Length; i++)
        {
            scores[i] = _ignored.Contains(nodes[i].Name) ? 0
                : max == 0 ? Scale.Max
                : Scale.Max * (max + min - scores[i]) / max;
        }
    }

    private void FindDomains(IReadOnlyList<NodeInfo> candidates, bool requireAllKeys)
    {
        foreach (var node in candidates)
        {
            if (requireAllKeys && !HasAllKeys(node))
            {
                _ignored.Add(node.Name);
                continue;
            }
            for (var i = 0; i < _constraints.Length; i++)
            {
                if (_constraints[i].TopologyKey != TopologyKeys.Hostname && node.Label(_constraints[i].TopologyKey) is { } domain)
                    _counts[i].TryAdd(domain, 0);
            }
        }
    }

    private void CountPods(PodInfo pod, IReadOnlyList<NodeInfo> all, bool requireAllKeys)
    {
        if (Array.TrueForAll(_counts, counts => counts.Count == 0))
            return;
        var affinity = new RequiredNodeAffinity(pod.Pod);
        foreach (var node in all)
        {
            if (requireAllKeys && !HasAllKeys(node))
                continue;
            for (var i = 0; i < _constraints.Length; i++)
            {
                if (node.Label(_constraints[i].TopologyKey) is { } domain
                    && _counts[i].ContainsKey(domain)
                    && _constraints[i].Includes(node, pod.Pod, affinity))
                    _counts[i][domain] += _selected[i].GetValueOrDefault(node.Name);
            }
        }
    }

    private int DomainsOf(SpreadConstraint constraint, int i, int candidates)
        => constraint.TopologyKey == TopologyKeys.Hostname ? candidates - _ignored.Count : _counts[i].Count;

    private bool HasAllKeys(NodeInfo node) => _constraints.All(constraint => node.Label(constraint.TopologyKey) is not null);
}
