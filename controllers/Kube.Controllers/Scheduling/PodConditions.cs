using k8s.Models;

namespace Kube.Controllers.Scheduling;

/// <summary>Changes to a pod's conditions.</summary>
internal static class PodConditions
{
    /// <returns>
    /// The condition to write, with the time of its last change of status; null when the pod shows it already.
    /// </returns>
    public static V1PodCondition? Changed(V1Pod pod, V1PodCondition condition, TimeProvider time)
    {
        var shown = pod.Status?.Conditions?.FirstOrDefault(other => other.Type == condition.Type);
        var sameStatus = shown?.Status == condition.Status;
        if (sameStatus && shown!.Reason == condition.Reason && shown.Message == condition.Message)
            return null;
        return condition with
        {
            ObservedGeneration = pod.Metadata.Generation,
            LastTransitionTime = sameStatus ? shown!.LastTransitionTime : time.GetUtcNow().UtcDateTime,
        };
    }
}
