using Kube.Machinery.Selectors;

namespace Kube.Controllers.Scheduling.Cluster;

/// <summary>
/// How many pods a selector selects on each node. A selector is counted over all pods when it is first asked for; from then on
/// each pod that comes or goes changes its counts, which makes spreading the pods of large clusters cheap.
/// </summary>
internal sealed class SelectedPods(IReadOnlyDictionary<string, PodInfo> pods)
{
    /// <summary>Every change of a pod costs a match by each selector kept; beyond this many all are dropped and counted anew.</summary>
    private const int MaxSelectors = 1000;

    private readonly Dictionary<(string Namespace, string Selector), Counts> _counts = [];

    /// <summary>The counts by node name, without nodes where there are none. Pods on their way out do not count.</summary>
    public IReadOnlyDictionary<string, int> ByNode(string ns, LabelSelector selector)
    {
        var key = (ns, selector.ToString());
        if (_counts.TryGetValue(key, out var counts))
            return counts.ByNode;
        if (_counts.Count == MaxSelectors)
            _counts.Clear();
        counts = new Counts(ns, selector);
        foreach (var pod in pods.Values)
            counts.Add(pod, 1);
        _counts[key] = counts;
        return counts.ByNode;
    }

    /// <param name="pod">A pod that has a node.</param>
    /// <param name="change">1 when it came, -1 when it went.</param>
    public void Add(PodInfo pod, int change)
    {
        foreach (var counts in _counts.Values)
            counts.Add(pod, change);
    }

    private sealed class Counts(string ns, LabelSelector selector)
    {
        public Dictionary<string, int> ByNode { get; } = [];

        public void Add(PodInfo pod, int change)
        {
            if (pod.Namespace != ns || pod.Pod.Metadata.DeletionTimestamp is not null || !selector.Matches(pod.Pod.Metadata.Labels))
                return;
            var node = pod.Pod.Spec.NodeName;
            var count = ByNode.GetValueOrDefault(node) + change;
            if (count == 0)
                ByNode.Remove(node);
            else
                ByNode[node] = count;
        }
    }
}
