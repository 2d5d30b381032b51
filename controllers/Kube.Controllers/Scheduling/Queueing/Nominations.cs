using k8s.Models;
using Kube.Controllers.Scheduling.Cluster;

namespace Kube.Controllers.Scheduling.Queueing;

/// <summary>Waiting pods for which room is being made on a node. Others are placed as if they were there already.</summary>
internal sealed class Nominations
{
    private readonly Dictionary<string, List<PodInfo>> _byNode = [];
    private readonly Dictionary<string, string> _nodes = [];

    public IReadOnlyCollection<PodInfo> On(string nodeName) => _byNode.TryGetValue(nodeName, out var pods) ? pods : [];

    /// <summary>Nominates the pod to the node in place of any earlier nomination.</summary>
    public void Set(PodInfo pod, string nodeName)
    {
        Remove(pod.Uid);
        _nodes[pod.Uid] = nodeName;
        if (!_byNode.TryGetValue(nodeName, out var pods))
            _byNode[nodeName] = pods = [];
        pods.Add(pod);
    }

    /// <summary>
    /// Takes over a changed pod. A nomination made here that the API server does not show yet stays; one that its status shows,
    /// or no longer shows, is followed.
    /// </summary>
    public void Update(V1Pod? before, PodInfo pod)
    {
        if (pod.NominatedNodeName is { } shown)
            Set(pod, shown);
        else if (before?.Status?.NominatedNodeName is { Length: > 0 })
            Remove(pod.Uid);
        else if (_nodes.TryGetValue(pod.Uid, out var own))
            Set(pod, own);
    }

    public void Remove(string uid)
    {
        if (!_nodes.Remove(uid, out var nodeName))
            return;
        var pods = _byNode[nodeName];
        pods.RemoveAll(pod => pod.Uid == uid);
        if (pods.Count == 0)
            _byNode.Remove(nodeName);
    }
}
