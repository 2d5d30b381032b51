using k8s.Models;
using static Kube.Controllers.Deployments.DeploymentConditions;

namespace Kube.Controllers.Deployments;

/// <summary>Whether a rollout moves, is done or is stuck, as the Progressing condition says it (upstream's progress.go).</summary>
internal static class RolloutProgress
{
    public static void Report(Rollout rollout, V1DeploymentStatus status, DateTimeOffset now)
    {
        var deployment = rollout.Deployment;
        if (!deployment.HasProgressDeadline())
            status.Remove(Progressing);
        else if (!WasComplete(deployment, status))
            ReportProgress(rollout, status, now);

        if (FailureOf(rollout) is { } failure)
            status.Set(ReplicaFailure, failure.Status, failure.Reason, failure.Message, now);
        else
            status.Remove(ReplicaFailure);
    }

    /// <summary>When a rollout that does not move now must be looked at again, because its deadline passes; null if never.</summary>
    public static TimeSpan? DeadlineIn(V1Deployment deployment, V1DeploymentStatus status, DateTimeOffset now)
    {
        var progressing = status.Condition(Progressing);
        if (progressing is null || !deployment.HasProgressDeadline() || deployment.IsComplete(status) || progressing.Reason == TimedOut)
            return null;
        var left = Deadline(deployment, progressing) - now.UtcDateTime;
        return left < TimeSpan.FromSeconds(1) ? TimeSpan.FromSeconds(1) : left + TimeSpan.FromSeconds(1);
    }

    private static bool WasComplete(V1Deployment deployment, V1DeploymentStatus status)
        => (status.Replicas ?? 0) == (status.UpdatedReplicas ?? 0)
            && (deployment.Status ?? status).Condition(Progressing)?.Reason == NewReplicaSetAvailable;

    private static void ReportProgress(Rollout rollout, V1DeploymentStatus status, DateTimeOffset now)
    {
        var deployment = rollout.Deployment;
        var subject = rollout.NewSet is { } set ? $"ReplicaSet \"{set.Metadata.Name}\"" : $"Deployment \"{deployment.Metadata.Name}\"";
        var before = deployment.Status ?? new V1DeploymentStatus();
        if (deployment.IsComplete(status))
        {
            status.Set(Progressing, "True", NewReplicaSetAvailable, $"{subject} has successfully progressed.", now);
        }
        else if (HasMoved(before, status))
        {
            var current = status.Condition(Progressing);
            status.Remove(Progressing);
            status.Set(Progressing, "True", ReplicaSetUpdated, $"{subject} is progressing.", now);
            if (current?.Status == "True")
                status.Condition(Progressing)!.LastTransitionTime = current.LastTransitionTime;
        }
        else if (IsTimedOut(deployment, status, now))
        {
            status.Set(Progressing, "False", TimedOut, $"{subject} has timed out progressing.", now);
        }
    }

    private static bool HasMoved(V1DeploymentStatus before, V1DeploymentStatus after)
        => (after.UpdatedReplicas ?? 0) > (before.UpdatedReplicas ?? 0)
            || (after.Replicas ?? 0) - (after.UpdatedReplicas ?? 0) < (before.Replicas ?? 0) - (before.UpdatedReplicas ?? 0)
            || (after.ReadyReplicas ?? 0) > (before.ReadyReplicas ?? 0)
            || (after.AvailableReplicas ?? 0) > (before.AvailableReplicas ?? 0);

    private static bool IsTimedOut(V1Deployment deployment, V1DeploymentStatus status, DateTimeOffset now)
        => status.Condition(Progressing) is { } progressing
            && progressing.Reason != NewReplicaSetAvailable
            && (progressing.Reason == TimedOut || Deadline(deployment, progressing) < now.UtcDateTime);

    private static DateTime Deadline(V1Deployment deployment, V1DeploymentCondition progressing)
        => (progressing.LastUpdateTime ?? progressing.LastTransitionTime ?? default).AddSeconds(deployment.Spec.ProgressDeadlineSeconds!.Value);

    /// <summary>The failure of the new ReplicaSet, or else of any.</summary>
    private static V1ReplicaSetCondition? FailureOf(Rollout rollout)
        => rollout.OldSets.Prepend(rollout.NewSet)
            .SelectMany(set => set?.Status?.Conditions ?? [])
            .FirstOrDefault(condition => condition is { Type: ReplicaFailure, Status: "True" });
}
