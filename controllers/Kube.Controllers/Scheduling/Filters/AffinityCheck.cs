using Kube.Controllers.Scheduling.Cluster;
using Kube.Controllers.Scheduling.Framework;

namespace Kube.Controllers.Scheduling.Filters;

/// <summary>
/// Counts, for each domain (a label key with its value), the pods there that the pod's terms select and the terms of pods there
/// that select the pod.
/// </summary>
internal sealed class AffinityCheck : IPodCountingCheck
{
    private static readonly Rejection NoAffinity = Rejection.Unresolvable(PluginNames.InterPodAffinity, "node(s) didn't match pod affinity rules");

    private static readonly Rejection AntiAffinity = Rejection.Unschedulable(PluginNames.InterPodAffinity, "node(s) didn't match pod anti-affinity rules");

    private static readonly Rejection ExistingAntiAffinity = Rejection.Unschedulable(
        PluginNames.InterPodAffinity, "node(s) didn't satisfy existing pods anti-affinity rules");

    private readonly PodInfo _pod;
    private readonly ClusterState _cluster;
    private readonly IDictionary<string, string>? _namespaceLabels;
    private readonly DomainCounts _affinity;
    private readonly DomainCounts _antiAffinity;
    private readonly DomainCounts _existingAntiAffinity;

    public AffinityCheck(PodInfo pod, ClusterState cluster)
        : this(pod, cluster, new(), new(), new())
    {
        var looksAtAll = pod.RequiredAffinity.Length + pod.RequiredAntiAffinity.Length > 0;
        foreach (var node in cluster.Nodes)
        {
            foreach (var other in looksAtAll ? node.Pods : node.PodsWithAffinity)
                Count(other, node, 1);
        }
    }

    private AffinityCheck(PodInfo pod, ClusterState cluster, DomainCounts affinity, DomainCounts antiAffinity, DomainCounts existingAntiAffinity)
    {
        _pod = pod;
        _cluster = cluster;
        _namespaceLabels = cluster.NamespaceLabels(pod.Namespace);
        _affinity = affinity;
        _antiAffinity = antiAffinity;
        _existingAntiAffinity = existingAntiAffinity;
    }

    /// <summary>False when neither the pod nor, for now, any other has a say.</summary>
    public bool IsNeeded => _pod.RequiredAffinity.Length + _pod.RequiredAntiAffinity.Length > 0 || !_existingAntiAffinity.IsEmpty;

    public Rejection? Check(NodeInfo node)
        => !SatisfiesAffinity(node) ? NoAffinity
            : _pod.RequiredAntiAffinity.Any(term => _antiAffinity.At(node, term) > 0) ? AntiAffinity
            : _existingAntiAffinity.AnyAt(node) ? ExistingAntiAffinity
            : null;

    public IPodCountingCheck WithPodChange(PodInfo pod, NodeInfo node, int change)
    {
        var copy = new AffinityCheck(_pod, _cluster, _affinity.Copy(), _antiAffinity.Copy(), _existingAntiAffinity.Copy());
        copy.Count(pod, node, change);
        return copy;
    }

    private void Count(PodInfo other, NodeInfo node, int change)
    {
        foreach (var term in other.RequiredAntiAffinity)
        {
            if (term.Matches(_pod.Pod, _namespaceLabels))
                _existingAntiAffinity.Add(node, term, change);
        }
        if (_pod.RequiredAffinity.Length + _pod.RequiredAntiAffinity.Length == 0)
            return;
        var labels = _cluster.NamespaceLabels(other.Namespace);
        if (_pod.RequiredAffinity.Length > 0 && SelectsByAll(other, labels))
        {
            foreach (var term in _pod.RequiredAffinity)
                _affinity.Add(node, term, change);
        }
        foreach (var term in _pod.RequiredAntiAffinity)
        {
            if (term.Matches(other.Pod, labels))
                _antiAffinity.Add(node, term, change);
        }
    }

    /// <summary>The first pod of a group that wants to be together has nobody to join, and may start anywhere its keys are known.</summary>
    private bool SatisfiesAffinity(NodeInfo node)
    {
        var joins = true;
        foreach (var term in _pod.RequiredAffinity)
        {
            if (node.Label(term.TopologyKey) is null)
                return false;
            joins &= _affinity.At(node, term) > 0;
        }
        return joins || (_affinity.IsEmpty && SelectsByAll(_pod, _namespaceLabels));
    }

    private bool SelectsByAll(PodInfo other, IDictionary<string, string>? namespaceLabels)
    {
        foreach (var term in _pod.RequiredAffinity)
        {
            if (!term.Matches(other.Pod, namespaceLabels))
                return false;
        }
        return true;
    }
}
