using Kube.Controllers.Scheduling.Cluster;
using Kube.Controllers.Scheduling.Framework;
using Kube.Controllers.Scheduling.Queueing;

namespace Kube.Controllers.Scheduling;

/// <summary>Finds the node for a pod: those that pass every filter, then the best by the sum of weighted scores, any of equals.</summary>
internal sealed class PodPlacer(ClusterState cluster, Nominations nominations, Random random)
{
    private int _start;

    public Placement Place(PodInfo pod)
    {
        if (cluster.Nodes.Count == 0)
            return new Placement.NoNodes();
        var diagnosis = new Diagnosis(cluster.Nodes.Count);
        if (Prepare(pod, diagnosis, out var onlyNodes) is not { } filters)
            return new Placement.Nowhere(diagnosis, null);

        if (pod.NominatedNodeName is { } nominated && cluster.FindNode(nominated) is { } node && filters.Check(node, nominations.On(nominated)) is null)
            return new Placement.On(node);

        var feasible = Filter(filters, onlyNodes, diagnosis);
        return feasible.Count switch
        {
            0 => new Placement.Nowhere(diagnosis, filters),
            1 => new Placement.On(feasible[0]),
            _ => new Placement.On(Best(pod, feasible)),
        };
    }

    /// <returns>Null when a filter turned the pod down as a whole.</returns>
    private PodFilters? Prepare(PodInfo pod, Diagnosis diagnosis, out IReadOnlySet<string>? onlyNodes)
    {
        onlyNodes = null;
        var checks = new List<INodeCheck>(DefaultProfile.Filters.Count);
        foreach (var filter in DefaultProfile.Filters)
        {
            var preparation = filter.Prepare(pod, cluster);
            if (preparation.Rejection is { } rejection)
            {
                diagnosis.RejectPod(rejection);
                return null;
            }
            if (preparation.Check is not null)
                checks.Add(preparation.Check);
            if (preparation.OnlyNodes is null)
                continue;
            onlyNodes = preparation.OnlyNodes;
            diagnosis.RejectOtherNodes(Rejection.Unresolvable(filter.Name, $"node(s) didn't satisfy plugin(s) [{filter.Name}]"));
        }
        return new PodFilters(pod, [.. checks]);
    }

    /// <summary>
    /// Looks at nodes until enough can run the pod, going on where the last pod's search ended so that all nodes get their turn.
    /// </summary>
    private List<NodeInfo> Filter(PodFilters filters, IReadOnlySet<string>? onlyNodes, Diagnosis diagnosis)
    {
        var nodes = onlyNodes is null ? cluster.Nodes : [.. onlyNodes.Select(cluster.FindNode).OfType<NodeInfo>()];
        var enough = EnoughNodes.Of(nodes.Count);
        var feasible = new List<NodeInfo>(enough);
        var looked = 0;
        while (looked < nodes.Count && feasible.Count < enough)
        {
            var node = nodes[(_start + looked++) % nodes.Count];
            if (filters.Check(node, nominations.On(node.Name)) is { } rejection)
                diagnosis.Reject(node, rejection);
            else
                feasible.Add(node);
        }
        _start = (_start + looked) % cluster.Nodes.Count;
        return feasible;
    }

    private NodeInfo Best(PodInfo pod, List<NodeInfo> nodes)
    {
        Span<long> totals = nodes.Count <= 256 ? stackalloc long[nodes.Count] : new long[nodes.Count];
        Span<long> scores = nodes.Count <= 256 ? stackalloc long[nodes.Count] : new long[nodes.Count];
        totals.Clear();
        foreach (var (weight, plugin) in DefaultProfile.Scores)
        {
            if (plugin.Prepare(pod, cluster, nodes) is not { } score)
                continue;
            for (var i = 0; i < scores.Length; i++)
                scores[i] = score.Score(nodes[i]);
            score.Normalize(scores, nodes);
            for (var i = 0; i < scores.Length; i++)
                totals[i] += weight * scores[i];
        }
        return nodes[AnyOfTheBest(totals)];
    }

    private int AnyOfTheBest(ReadOnlySpan<long> totals)
    {
        int best = 0, equals = 1;
        for (var i = 1; i < totals.Length; i++)
        {
            if (totals[i] > totals[best])
                (best, equals) = (i, 1);
            else if (totals[i] == totals[best] && random.Next(++equals) == 0)
                best = i;
        }
        return best;
    }
}
