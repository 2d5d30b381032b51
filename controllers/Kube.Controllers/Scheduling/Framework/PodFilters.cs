using Kube.Controllers.Scheduling.Cluster;

namespace Kube.Controllers.Scheduling.Framework;

/// <summary>Every filter prepared for one pod. Immutable.</summary>
internal sealed class PodFilters
{
    private readonly PodInfo _pod;
    private readonly INodeCheck[] _checks;
    private readonly bool _countsPods;

    public PodFilters(PodInfo pod, INodeCheck[] checks)
    {
        _pod = pod;
        _checks = checks;
        _countsPods = checks.Any(check => check is IPodCountingCheck);
    }

    /// <summary>The first filter's rejection, in their order of registration.</summary>
    public Rejection? Check(NodeInfo node)
    {
        foreach (var check in _checks)
        {
            if (check.Check(node) is { } rejection)
                return rejection;
        }
        return null;
    }

    /// <summary>
    /// Checks a node as if the pods nominated to it with at least this pod's priority were there already, and also as if they
    /// never came, since they may end up elsewhere.
    /// </summary>
    public Rejection? Check(NodeInfo node, IReadOnlyCollection<PodInfo> nominated)
    {
        var withNominated = node;
        var filters = this;
        foreach (var other in nominated)
        {
            if (other.Uid == _pod.Uid || other.Priority < _pod.Priority)
                continue;
            withNominated = withNominated.With(other);
            filters = filters.WithPodChange(other, withNominated, 1);
        }
        if (withNominated != node && filters.Check(withNominated) is { } rejection)
            return rejection;
        return Check(node);
    }

    /// <summary>The filters as if a pod had come to (1) or left (-1) a node.</summary>
    public PodFilters WithPodChange(PodInfo pod, NodeInfo node, int change)
        => _countsPods
            ? new PodFilters(_pod, [.. _checks.Select(check => check is IPodCountingCheck counting ? counting.WithPodChange(pod, node, change) : check)])
            : this;
}
