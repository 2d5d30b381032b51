using k8s.Models;
using Kube.Machinery;

namespace Kube.Controllers.Deployments;

/// <summary>The conditions of a Deployment's status, and the reasons clients such as <c>kubectl rollout status</c> look for.</summary>
internal static class DeploymentConditions
{
    public const string Available = "Available";
    public const string Progressing = "Progressing";
    public const string ReplicaFailure = "ReplicaFailure";

    public const string MinimumAvailable = "MinimumReplicasAvailable";
    public const string MinimumUnavailable = "MinimumReplicasUnavailable";
    public const string FoundNewReplicaSet = "FoundNewReplicaSet";
    public const string NewReplicaSetCreated = "NewReplicaSetCreated";
    public const string NewReplicaSetAvailable = "NewReplicaSetAvailable";
    public const string ReplicaSetCreateError = "ReplicaSetCreateError";
    public const string ReplicaSetUpdated = "ReplicaSetUpdated";
    public const string TimedOut = "ProgressDeadlineExceeded";
    public const string Paused = "DeploymentPaused";
    public const string Resumed = "DeploymentResumed";

    public static V1DeploymentCondition? Condition(this V1DeploymentStatus status, string type)
        => status.Conditions?.FirstOrDefault(condition => condition.Type == type);

    /// <summary>
    /// Sets a condition. One of the same status and reason stays as it is, so that its times keep telling when it began;
    /// one of the same status keeps its transition time.
    /// </summary>
    public static void Set(this V1DeploymentStatus status, string type, string value, string reason, string message, DateTimeOffset now)
    {
        var current = status.Condition(type);
        if (current is not null && current.Status == value && current.Reason == reason)
            return;
        status.Remove(type);
        status.Conditions.Add(new V1DeploymentCondition
        {
            Type = type,
            Status = value,
            Reason = reason,
            Message = message,
            LastUpdateTime = ApiTime.Seconds(now),
            LastTransitionTime = current?.Status == value ? current.LastTransitionTime : ApiTime.Seconds(now),
        });
    }

    public static void Remove(this V1DeploymentStatus status, string type)
        => status.Conditions = [.. (status.Conditions ?? []).Where(condition => condition.Type != type)];
}
