using k8s.Models;
using Kube.Controllers.Scheduling.Cluster;
using Kube.Controllers.Scheduling.Framework;

namespace Kube.Controllers.Scheduling.Filters;

/// <summary>Keeps a pod waiting while another pod uses one of its claims whose access mode is ReadWriteOncePod.</summary>
internal sealed class VolumeRestrictionsFilter : IFilter
{
    private static readonly Rejection Rejected = Rejection.Unschedulable(
        PluginNames.VolumeRestrictions, "node has pod using PersistentVolumeClaim with the same name and ReadWriteOncePod access mode");

    public string Name => PluginNames.VolumeRestrictions;

    public IReadOnlyList<RequeueHint> RequeueHints { get; } =
    [
        new(ClusterResource.AssignedPod, ClusterAction.Delete, SharesClaim),
        new(ClusterResource.PersistentVolumeClaim, ClusterAction.Add | ClusterAction.Update),
    ];

    public Preparation Prepare(PodInfo pod, ClusterState cluster)
    {
        var exclusive = PodClaims.Of(pod.Pod).Where(claim => IsExclusive(cluster.Claims.Find(pod.Namespace, claim.Name))).Select(claim => claim.Name).ToHashSet();
        return exclusive.Count == 0 ? Preparation.Skip : Preparation.With(new ClaimCheck(pod.Namespace, exclusive));
    }

    private static bool IsExclusive(V1PersistentVolumeClaim? claim) => claim?.Spec.AccessModes?.Contains("ReadWriteOncePod") == true;

    private static bool SharesClaim(PodInfo pod, ClusterEvent change)
        => change.Old is V1Pod gone
            && gone.Metadata.NamespaceProperty == pod.Namespace
            && PodClaims.Of(gone).Select(claim => claim.Name).Intersect(PodClaims.Of(pod.Pod).Select(claim => claim.Name)).Any();

    private sealed class ClaimCheck(string ns, HashSet<string> claims) : INodeCheck
    {
        public Rejection? Check(NodeInfo node)
            => node.Pods.Any(pod => pod.Namespace == ns && PodClaims.Of(pod.Pod).Any(claim => claims.Contains(claim.Name))) ? Rejected : null;
    }
}
