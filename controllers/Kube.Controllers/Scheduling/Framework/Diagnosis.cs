using Kube.Controllers.Scheduling.Cluster;

namespace Kube.Controllers.Scheduling.Framework;

/// <summary>Why no node can run a pod, and the sentence users see for it.</summary>
internal sealed class Diagnosis(int nodeCount)
{
    private readonly Dictionary<string, Rejection> _rejections = [];

    /// <summary>The plugins whose events wake the pod.</summary>
    public HashSet<string> Plugins { get; } = [];

    /// <summary>What is said of every node that was not looked at.</summary>
    public Rejection? OfOtherNodes { get; private set; }

    /// <summary>Set when the pod was turned down before any node was looked at; it then stands for the count of reasons.</summary>
    public string? PodMessage { get; private set; }

    /// <summary>What was tried to make room, and how that ended.</summary>
    public string? PostFilterMessage { get; set; }

    public void Reject(NodeInfo node, Rejection rejection)
    {
        _rejections[node.Name] = rejection;
        Plugins.Add(rejection.Plugin);
    }

    public void RejectPod(Rejection rejection)
    {
        OfOtherNodes = rejection;
        PodMessage = rejection.Message;
        Plugins.Add(rejection.Plugin);
    }

    public void RejectOtherNodes(Rejection rejection) => OfOtherNodes = rejection;

    public Rejection? Of(string nodeName) => _rejections.GetValueOrDefault(nodeName) ?? OfOtherNodes;

    /// <summary>
    /// <c>0/3 nodes are available: 1 Insufficient cpu, 2 node(s) had untolerated taint(s). preemption: …</c>: the reasons counted
    /// over the nodes, in ordinal order of the counted sentences.
    /// </summary>
    public override string ToString()
    {
        var reasons = PodMessage ?? CountedReasons();
        var text = $"0/{nodeCount} nodes are available:";
        if (reasons.Length > 0)
            text += $" {reasons}.";
        return string.IsNullOrEmpty(PostFilterMessage) ? text : $"{text} {PostFilterMessage}";
    }

    private string CountedReasons()
    {
        var counts = new Dictionary<string, int>();
        foreach (var rejection in _rejections.Values)
            Count(rejection, 1);
        if (OfOtherNodes is not null && _rejections.Count < nodeCount)
            Count(OfOtherNodes, nodeCount - _rejections.Count);
        return string.Join(", ", counts.Select(count => $"{count.Value} {count.Key}").Order(StringComparer.Ordinal));

        void Count(Rejection rejection, int nodes)
        {
            foreach (var reason in rejection.Reasons)
                counts[reason] = counts.GetValueOrDefault(reason) + nodes;
        }
    }
}
