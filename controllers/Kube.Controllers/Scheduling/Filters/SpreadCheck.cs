using Kube.Controllers.Scheduling.Cluster;
using Kube.Controllers.Scheduling.Framework;

namespace Kube.Controllers.Scheduling.Filters;

/// <summary>Counts, for each constraint, the selected pods in each domain, and compares a node's domain with the emptiest one.</summary>
internal sealed class SpreadCheck : IPodCountingCheck
{
    private static readonly Rejection TooMany = Rejection.Unschedulable(
        PluginNames.PodTopologySpread, "node(s) didn't match pod topology spread constraints");

    private static readonly Rejection NoDomain = Rejection.Unresolvable(
        PluginNames.PodTopologySpread, "node(s) didn't match pod topology spread constraints (missing required label)");

    private readonly PodInfo _pod;
    private readonly RequiredNodeAffinity _affinity;
    private readonly SpreadConstraint[] _constraints;
    private readonly Dictionary<string, int>[] _counts;
    private readonly long[] _smallest;

    public SpreadCheck(PodInfo pod, SpreadConstraint[] constraints, ClusterState cluster)
        : this(pod, new RequiredNodeAffinity(pod.Pod), constraints, [.. constraints.Select(_ => new Dictionary<string, int>())])
    {
        var selected = constraints.Select(constraint => constraint.CountsByNode(cluster, pod.Namespace)).ToArray();
        foreach (var node in cluster.Nodes)
            Count(node, i => selected[i].GetValueOrDefault(node.Name));
        FindSmallest();
    }

    private SpreadCheck(PodInfo pod, RequiredNodeAffinity affinity, SpreadConstraint[] constraints, Dictionary<string, int>[] counts)
    {
        _pod = pod;
        _affinity = affinity;
        _constraints = constraints;
        _counts = counts;
        _smallest = new long[counts.Length];
    }

    public Rejection? Check(NodeInfo node)
    {
        for (var i = 0; i < _constraints.Length; i++)
        {
            var constraint = _constraints[i];
            if (node.Label(constraint.TopologyKey) is not { } domain)
                return NoDomain;
            var own = constraint.Selects(_pod.Pod) ? 1 : 0;
            if (_counts[i].GetValueOrDefault(domain) + own - _smallest[i] > constraint.MaxSkew)
                return TooMany;
        }
        return null;
    }

    public IPodCountingCheck WithPodChange(PodInfo pod, NodeInfo node, int change)
    {
        var copy = new SpreadCheck(_pod, _affinity, _constraints, [.. _counts.Select(counts => new Dictionary<string, int>(counts))]);
        copy.Count(node, i => _constraints[i].Counts(pod, _pod.Namespace) ? change : 0);
        copy.FindSmallest();
        return copy;
    }

    /// <summary>Only nodes that belong to a domain of every constraint take part.</summary>
    private void Count(NodeInfo node, Func<int, int> count)
    {
        if (!_constraints.All(constraint => node.Label(constraint.TopologyKey) is not null))
            return;
        for (var i = 0; i < _constraints.Length; i++)
        {
            if (!_constraints[i].Includes(node, _pod.Pod, _affinity))
                continue;
            var domain = node.Label(_constraints[i].TopologyKey)!;
            _counts[i][domain] = _counts[i].GetValueOrDefault(domain) + count(i);
        }
    }

    private void FindSmallest()
    {
        for (var i = 0; i < _constraints.Length; i++)
            _smallest[i] = _counts[i].Count < _constraints[i].MinDomains ? 0 : _counts[i].Values.DefaultIfEmpty(int.MaxValue).Min();
    }
}
