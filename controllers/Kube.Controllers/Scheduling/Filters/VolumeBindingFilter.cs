using k8s.Models;
using Kube.Controllers.Scheduling.Cluster;
using Kube.Controllers.Scheduling.Framework;

namespace Kube.Controllers.Scheduling.Filters;

/// <summary>
/// Holds a pod to the nodes its bound volumes can be reached from, and back while a claim is missing or unbound. Claims that wait
/// for their first consumer are never bound here: such a pod is told that no volume was found.
/// </summary>
internal sealed class VolumeBindingFilter : IFilter
{
    private static readonly Rejection Unbound = Rejection.Unresolvable(PluginNames.VolumeBinding, "pod has unbound immediate PersistentVolumeClaims");

    private static readonly Rejection NotFound = Rejection.Unresolvable(
        PluginNames.VolumeBinding, "node(s) didn't find available persistent volumes to bind");

    private static readonly Rejection AffinityMismatch = Rejection.Unresolvable(
        PluginNames.VolumeBinding, "node(s) didn't match PersistentVolume's node affinity");

    private static readonly Rejection VolumeMissing = Rejection.Unresolvable(
        PluginNames.VolumeBinding, "node(s) unavailable due to one or more pvc(s) bound to non-existent pv(s)");

    public string Name => PluginNames.VolumeBinding;

    public IReadOnlyList<RequeueHint> RequeueHints { get; } =
    [
        new(ClusterResource.PersistentVolumeClaim, ClusterAction.Add | ClusterAction.Update, IsOwnClaim),
        new(ClusterResource.PersistentVolume, ClusterAction.Add | ClusterAction.Update),
        new(ClusterResource.StorageClass, ClusterAction.Add | ClusterAction.Update),
        new(ClusterResource.Node, ClusterAction.Add | ClusterAction.UpdateNodeLabel),
    ];

    public Preparation Prepare(PodInfo pod, ClusterState cluster)
    {
        var volumes = new List<V1PersistentVolume?>();
        var waits = false;
        foreach (var (name, isEphemeral) in PodClaims.Of(pod.Pod))
        {
            var claim = cluster.Claims.Find(pod.Namespace, name);
            if (Problem(claim, name, isEphemeral) is { } problem)
                return Preparation.Reject(Rejection.Unresolvable(PluginNames.VolumeBinding, problem));
            if (claim!.Spec.VolumeName is { Length: > 0 } volumeName)
                volumes.Add(cluster.Volumes.Find("", volumeName));
            else if (IsDelayed(claim, cluster))
                waits = true;
            else
                return Preparation.Reject(Unbound);
        }
        return volumes.Count == 0 && !waits ? Preparation.Skip : Preparation.With(new VolumeCheck([.. volumes.Select(volume => new BoundVolume(volume))], waits));
    }

    private static string? Problem(V1PersistentVolumeClaim? claim, string name, bool isEphemeral)
    {
        if (claim is null)
            return isEphemeral
                ? $"waiting for ephemeral volume controller to create the persistentvolumeclaim \"{name}\""
                : $"persistentvolumeclaim \"{name}\" not found";
        if (claim.Status?.Phase == "Lost")
            return $"persistentvolumeclaim \"{name}\" bound to non-existent persistentvolume \"{claim.Spec.VolumeName}\"";
        return claim.Metadata.DeletionTimestamp is null ? null : $"persistentvolumeclaim \"{name}\" is being deleted";
    }

    private static bool IsDelayed(V1PersistentVolumeClaim claim, ClusterState cluster)
        => cluster.StorageClasses.Find("", claim.Spec.StorageClassName ?? "")?.VolumeBindingMode == "WaitForFirstConsumer";

    private static bool IsOwnClaim(PodInfo pod, ClusterEvent change)
        => change.New is V1PersistentVolumeClaim claim
            && claim.Metadata.NamespaceProperty == pod.Namespace
            && PodClaims.Of(pod.Pod).Any(own => own.Name == claim.Metadata.Name);

    private sealed class BoundVolume(V1PersistentVolume? volume)
    {
        private readonly NodeSelectorTerm[]? _terms = volume?.Spec.NodeAffinity?.Required is { } required
            ? [.. required.NodeSelectorTerms.Select(term => new NodeSelectorTerm(term))]
            : null;

        public Rejection? Check(NodeInfo node)
            => volume is null ? VolumeMissing
                : _terms is null || _terms.Any(term => term.Matches(node.Node)) ? null
                : AffinityMismatch;
    }

    private sealed class VolumeCheck(BoundVolume[] volumes, bool waits) : INodeCheck
    {
        public Rejection? Check(NodeInfo node)
            => volumes.Select(volume => volume.Check(node)).FirstOrDefault(rejection => rejection is not null) ?? (waits ? NotFound : null);
    }
}
