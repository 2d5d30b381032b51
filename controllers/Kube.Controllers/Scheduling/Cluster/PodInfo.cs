using k8s.Models;

namespace Kube.Controllers.Scheduling.Cluster;

/// <summary>A pod with what filters and scores read of it, computed once. Immutable; a changed pod is a new one.</summary>
internal sealed class PodInfo
{
    public PodInfo(V1Pod pod)
    {
        Pod = pod;
        Requests = PodRequests.Of(pod);
        NonZeroRequests = PodRequests.NonZeroOf(pod);
        HostPorts = HostPort.Of(pod);
        var affinity = pod.Spec.Affinity;
        RequiredAffinity = AffinityTerm.Required(affinity?.PodAffinity?.RequiredDuringSchedulingIgnoredDuringExecution, Namespace);
        RequiredAntiAffinity = AffinityTerm.Required(affinity?.PodAntiAffinity?.RequiredDuringSchedulingIgnoredDuringExecution, Namespace);
        PreferredAffinity = AffinityTerm.Preferred(affinity?.PodAffinity?.PreferredDuringSchedulingIgnoredDuringExecution, Namespace);
        PreferredAntiAffinity = AffinityTerm.Preferred(affinity?.PodAntiAffinity?.PreferredDuringSchedulingIgnoredDuringExecution, Namespace);
    }

    private PodInfo(PodInfo unplaced, string nodeName)
    {
        Pod = unplaced.Pod with { Spec = unplaced.Pod.Spec with { NodeName = nodeName } };
        Requests = unplaced.Requests;
        NonZeroRequests = unplaced.NonZeroRequests;
        HostPorts = unplaced.HostPorts;
        RequiredAffinity = unplaced.RequiredAffinity;
        RequiredAntiAffinity = unplaced.RequiredAntiAffinity;
        PreferredAffinity = unplaced.PreferredAffinity;
        PreferredAntiAffinity = unplaced.PreferredAntiAffinity;
    }

    public V1Pod Pod { get; }

    public string Uid => Pod.Metadata.Uid;

    public string Name => Pod.Metadata.Name;

    public string Namespace => Pod.Metadata.NamespaceProperty;

    public int Priority => Pod.Spec.Priority ?? 0;

    public string? NominatedNodeName => Pod.Status?.NominatedNodeName is { Length: > 0 } name ? name : null;

    public ResourceAmounts Requests { get; }

    /// <summary>What scores count instead of <see cref="Requests"/>, see <see cref="PodRequests.NonZeroOf"/>.</summary>
    public ResourceAmounts NonZeroRequests { get; }

    public HostPort[] HostPorts { get; }

    public AffinityTerm[] RequiredAffinity { get; }

    public AffinityTerm[] RequiredAntiAffinity { get; }

    public AffinityTerm[] PreferredAffinity { get; }

    public AffinityTerm[] PreferredAntiAffinity { get; }

    public bool HasAffinity
        => RequiredAffinity.Length + RequiredAntiAffinity.Length + PreferredAffinity.Length + PreferredAntiAffinity.Length > 0;

    /// <summary>The same pod as it will be once it is bound to the node.</summary>
    public PodInfo On(string nodeName) => new(this, nodeName);
}
