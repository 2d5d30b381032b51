using k8s.Models;
using Kube.Machinery.Selectors;

namespace Kube.Controllers.Scheduling.Cluster;

/// <summary>
/// The cluster as the scheduler sees it: nodes with their pods, and the small kinds that filters and scores consult. It belongs
/// to the scheduling loop: only that loop reads or changes it, so it stands still while a pod is being placed and needs no lock.
/// A pod being bound is assumed to be on its node until the API server shows it there or the binding fails; like upstream's,
/// an assumption never expires by time.
/// </summary>
internal sealed class ClusterState
{
    private readonly List<NodeInfo> _nodes = [];
    private readonly Dictionary<string, int> _indexes = [];
    private readonly Dictionary<string, PodInfo> _pods = [];
    private readonly HashSet<string> _assumed = [];
    private readonly Dictionary<string, List<PodInfo>> _podsOfUnknownNodes = [];
    private readonly SelectedPods _selected;

    public ClusterState() => _selected = new SelectedPods(_pods);

    /// <summary>Every node, in no particular order.</summary>
    public IReadOnlyList<NodeInfo> Nodes => _nodes;

    public ObjectStore<V1Namespace> Namespaces { get; } = new();

    public ObjectStore<V1Service> Services { get; } = new();

    public ObjectStore<V1ReplicationController> ReplicationControllers { get; } = new();

    public ObjectStore<V1ReplicaSet> ReplicaSets { get; } = new();

    public ObjectStore<V1StatefulSet> StatefulSets { get; } = new();

    public ObjectStore<V1PodDisruptionBudget> DisruptionBudgets { get; } = new();

    public ObjectStore<V1PersistentVolumeClaim> Claims { get; } = new();

    public ObjectStore<V1PersistentVolume> Volumes { get; } = new();

    public ObjectStore<V1StorageClass> StorageClasses { get; } = new();

    public NodeInfo? FindNode(string name) => _indexes.TryGetValue(name, out var index) ? _nodes[index] : null;

    public IDictionary<string, string>? NamespaceLabels(string ns) => Namespaces.Find("", ns)?.Metadata.Labels;

    /// <summary>How many pods of a namespace the selector selects, by node; see <see cref="SelectedPods.ByNode"/>.</summary>
    public IReadOnlyDictionary<string, int> CountsByNode(string ns, LabelSelector selector) => _selected.ByNode(ns, selector);

    /// <summary>The pod as it was last seen on a node, assumed or not.</summary>
    public PodInfo? FindPod(string uid) => _pods.GetValueOrDefault(uid);

    public bool IsAssumed(string uid) => _assumed.Contains(uid);

    public void SetNode(V1Node node)
    {
        var name = node.Metadata.Name;
        if (_indexes.TryGetValue(name, out var index))
        {
            _nodes[index] = _nodes[index].With(node);
            return;
        }
        var info = new NodeInfo(node);
        if (_podsOfUnknownNodes.Remove(name, out var pods))
            info = pods.Aggregate(info, (current, pod) => current.With(pod));
        _indexes[name] = _nodes.Count;
        _nodes.Add(info);
    }

    /// <summary>Forgets a node. Its pods are kept for the case that it comes back; each goes when its own deletion is seen.</summary>
    public void RemoveNode(string name)
    {
        if (!_indexes.Remove(name, out var index))
            return;
        if (_nodes[index].Pods.Length > 0)
            _podsOfUnknownNodes[name] = [.. _nodes[index].Pods];
        _nodes[index] = _nodes[^1];
        _nodes.RemoveAt(_nodes.Count - 1);
        if (index < _nodes.Count)
            _indexes[_nodes[index].Name] = index;
    }

    /// <summary>Puts a pod that the API server shows on a node there, in place of what was known or assumed of it.</summary>
    public void SetPod(V1Pod pod)
    {
        RemovePod(pod.Metadata.Uid);
        Place(new PodInfo(pod));
    }

    public void RemovePod(string uid)
    {
        _assumed.Remove(uid);
        if (_pods.Remove(uid, out var pod))
            Displace(pod);
    }

    /// <param name="pod">The pod with its node's name set, see <see cref="PodInfo.On"/>.</param>
    public void Assume(PodInfo pod)
    {
        if (_pods.ContainsKey(pod.Uid))
            throw new InvalidOperationException($"pod {pod.Uid}({pod.Namespace}/{pod.Name}) is in the cache, so can't be assumed");
        _assumed.Add(pod.Uid);
        Place(pod);
    }

    /// <summary>Takes an assumption back; does nothing when the pod has been seen on its node, or deleted, meanwhile.</summary>
    public void Forget(string uid)
    {
        if (_assumed.Contains(uid))
            RemovePod(uid);
    }

    private void Place(PodInfo pod)
    {
        _pods[pod.Uid] = pod;
        _selected.Add(pod, 1);
        if (_indexes.TryGetValue(pod.Pod.Spec.NodeName, out var index))
            _nodes[index] = _nodes[index].With(pod);
        else if (_podsOfUnknownNodes.TryGetValue(pod.Pod.Spec.NodeName, out var pods))
            pods.Add(pod);
        else
            _podsOfUnknownNodes[pod.Pod.Spec.NodeName] = [pod];
    }

    private void Displace(PodInfo pod)
    {
        _selected.Add(pod, -1);
        if (_indexes.TryGetValue(pod.Pod.Spec.NodeName, out var index))
        {
            _nodes[index] = _nodes[index].Without(pod);
            return;
        }
        var pods = _podsOfUnknownNodes[pod.Pod.Spec.NodeName];
        pods.Remove(pod);
        if (pods.Count == 0)
            _podsOfUnknownNodes.Remove(pod.Pod.Spec.NodeName);
    }
}
