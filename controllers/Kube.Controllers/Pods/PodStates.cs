using k8s.Models;

namespace Kube.Controllers.Pods;

/// <summary>Questions about pods (upstream's pkg/api/v1/pod/util.go).</summary>
internal static class PodStates
{
    public static bool IsTerminal(this V1Pod pod) => pod.Status?.Phase is "Succeeded" or "Failed";

    public static bool IsTerminating(this V1Pod pod) => pod.Metadata.DeletionTimestamp is not null;

    /// <summary>Neither finished nor on its way out.</summary>
    public static bool IsActive(this V1Pod pod) => !pod.IsTerminal() && !pod.IsTerminating();

    public static V1PodCondition? Condition(this V1Pod pod, string type)
        => pod.Status?.Conditions?.FirstOrDefault(condition => condition.Type == type);

    public static bool IsReady(this V1Pod pod) => pod.Condition("Ready")?.Status == "True";

    /// <summary>Since when the pod has been ready; null if it is not.</summary>
    public static DateTime? ReadySince(this V1Pod pod)
        => pod.Condition("Ready") is { Status: "True" } ready ? ready.LastTransitionTime : null;

    /// <summary>Ready for at least the given time.</summary>
    public static bool IsAvailable(this V1Pod pod, int minReadySeconds, DateTimeOffset now)
    {
        if (!pod.IsReady())
            return false;
        return minReadySeconds == 0 || (pod.ReadySince() is { } since && since.AddSeconds(minReadySeconds) <= now.UtcDateTime);
    }

    public static int Restarts(this V1Pod pod)
        => pod.Status?.ContainerStatuses is { Count: > 0 } statuses ? statuses.Max(status => status.RestartCount) : 0;
}
