using k8s.Models;

namespace Kube.Controllers.Deployments;

/// <summary>Questions about Deployments and their ReplicaSets.</summary>
internal static class DeploymentFacts
{
    public static int Replicas(this V1Deployment deployment) => deployment.Spec.Replicas ?? 1;

    public static int Replicas(this V1ReplicaSet set) => set.Spec.Replicas ?? 1;

    public static int Available(this V1ReplicaSet set) => set.Status?.AvailableReplicas ?? 0;

    public static bool IsRollingUpdate(this V1Deployment deployment) => deployment.Spec.Strategy?.Type is null or "RollingUpdate";

    public static bool IsPaused(this V1Deployment deployment) => deployment.Spec.Paused == true;

    /// <summary>Without a deadline progress is not reported; the largest number means none.</summary>
    public static bool HasProgressDeadline(this V1Deployment deployment)
        => deployment.Spec.ProgressDeadlineSeconds is not (null or int.MaxValue);

    /// <summary>Whether the status says that every pod is of the new template and available, and there are no others.</summary>
    public static bool IsComplete(this V1Deployment deployment, V1DeploymentStatus status)
    {
        var replicas = deployment.Replicas();
        return (status.UpdatedReplicas ?? 0) == replicas
            && (status.Replicas ?? 0) == replicas
            && (status.AvailableReplicas ?? 0) == replicas
            && status.ObservedGeneration >= deployment.Metadata.Generation;
    }

    public static IEnumerable<V1ReplicaSet> Active(this IEnumerable<V1ReplicaSet> sets) => sets.Where(set => set.Replicas() > 0);

    public static IOrderedEnumerable<V1ReplicaSet> OldestFirst(this IEnumerable<V1ReplicaSet> sets)
        => sets.OrderBy(set => set.Metadata.CreationTimestamp).ThenBy(set => set.Metadata.Name, StringComparer.Ordinal);
}
