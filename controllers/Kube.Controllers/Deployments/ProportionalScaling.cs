using k8s.Models;

namespace Kube.Controllers.Deployments;

/// <summary>
/// The sizes of ReplicaSets when a Deployment is resized in the middle of a rollout: each active one grows or shrinks in
/// proportion to its share (kubernetes.io/docs/concepts/workloads/controllers/deployment#proportional-scaling).
/// </summary>
internal static class ProportionalScaling
{
    public static IReadOnlyList<(V1ReplicaSet Set, int Size)> Sizes(V1Deployment deployment, IEnumerable<V1ReplicaSet> sets, int maxSurge)
    {
        var active = sets.Active().ToList();
        var allowed = deployment.Replicas() > 0 ? deployment.Replicas() + maxSurge : 0;
        var toAdd = allowed - active.Sum(set => set.Replicas());
        // Growth goes to the largest and newest first, shrinking begins with the largest and oldest.
        var ordered = toAdd > 0
            ? active.OrderByDescending(set => set.Replicas()).ThenByDescending(set => set.Metadata.CreationTimestamp)
            : active.OrderByDescending(set => set.Replicas()).ThenBy(set => set.Metadata.CreationTimestamp);

        var sizes = new List<(V1ReplicaSet Set, int Size)>();
        var added = 0;
        foreach (var set in ordered)
        {
            var share = Share(set, deployment, maxSurge, toAdd - added);
            sizes.Add((set, set.Replicas() + share));
            added += share;
        }
        // What rounding left over goes to the first.
        if (sizes.Count > 0)
            sizes[0] = (sizes[0].Set, Math.Max(0, sizes[0].Size + toAdd - added));
        return sizes;
    }

    private static int Share(V1ReplicaSet set, V1Deployment deployment, int maxSurge, int remaining)
    {
        if (set.Replicas() == 0 || remaining == 0)
            return 0;
        var share = Fraction(set, deployment, maxSurge);
        return remaining > 0 ? Math.Min(share, remaining) : Math.Max(share, remaining);
    }

    private static int Fraction(V1ReplicaSet set, V1Deployment deployment, int maxSurge)
    {
        if (deployment.Replicas() == 0)
            return -set.Replicas();
        var before = Revisions.Size(set, DeploymentAnnotations.MaxReplicas) ?? deployment.Status?.Replicas ?? 0;
        if (before == 0)
            return 0;
        var size = set.Replicas() * (double)(deployment.Replicas() + maxSurge) / before;
        return (int)Math.Round(size, MidpointRounding.AwayFromZero) - set.Replicas();
    }
}
