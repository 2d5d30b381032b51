using k8s.Models;
using Kube.Machinery;
using Kube.Machinery.Clients;

namespace Kube.Controllers.Pods;

/// <summary>Says in a pod's status why it is about to be disrupted, before it is.</summary>
internal static class PodDisruption
{
    /// <summary>Adds the condition DisruptionTarget, and with <paramref name="phase"/> ends the pod's life in its status.</summary>
    public static async Task MarkAsync(
        this ResourceClient<V1Pod> pods, V1Pod pod, string reason, string message, string? phase, DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        var current = pod.DeepCopy();
        current.Status ??= new V1PodStatus();
        current.Status.Conditions = [.. (current.Status.Conditions ?? []).Where(condition => condition.Type != "DisruptionTarget")];
        current.Status.Conditions.Add(new V1PodCondition
        {
            Type = "DisruptionTarget",
            Status = "True",
            Reason = reason,
            Message = message,
            LastTransitionTime = ApiTime.Seconds(now),
        });
        if (phase is not null && !pod.IsTerminal())
            current.Status.Phase = phase;
        await pods.UpdateStatusAsync(current, cancellationToken);
    }
}
