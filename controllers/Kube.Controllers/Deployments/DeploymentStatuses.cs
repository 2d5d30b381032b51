using k8s.Models;
using static Kube.Controllers.Deployments.DeploymentConditions;

namespace Kube.Controllers.Deployments;

internal static class DeploymentStatuses
{
    /// <summary>The counts of a Deployment and whether enough of it is available; other conditions stay as they were.</summary>
    public static V1DeploymentStatus Compute(Rollout rollout, DateTimeOffset now)
    {
        var deployment = rollout.Deployment;
        var sets = rollout.AllSets.ToList();
        var available = sets.Sum(set => set.Available());
        var total = sets.Sum(set => set.Replicas());
        var status = new V1DeploymentStatus
        {
            ObservedGeneration = deployment.Metadata.Generation,
            Replicas = OrNull(sets.Sum(set => set.Status?.Replicas ?? 0)),
            UpdatedReplicas = OrNull(rollout.NewSet?.Status?.Replicas ?? 0),
            ReadyReplicas = OrNull(sets.Sum(set => set.Status?.ReadyReplicas ?? 0)),
            AvailableReplicas = OrNull(available),
            UnavailableReplicas = OrNull(Math.Max(0, total - available)),
            // Unknown until every ReplicaSet has counted.
            TerminatingReplicas = sets.TrueForAll(set => set.Status?.TerminatingReplicas is not null)
                ? sets.Sum(set => set.Status.TerminatingReplicas)
                : null,
            CollisionCount = deployment.Status?.CollisionCount,
            Conditions = [.. deployment.Status?.Conditions ?? []],
        };
        if (available >= deployment.Replicas() - rollout.Limits.MaxUnavailable)
            status.Set(Available, "True", MinimumAvailable, "Deployment has minimum availability.", now);
        else
            status.Set(Available, "False", MinimumUnavailable, "Deployment does not have minimum availability.", now);
        return status;
    }

    private static int? OrNull(int count) => count == 0 ? null : count;
}
