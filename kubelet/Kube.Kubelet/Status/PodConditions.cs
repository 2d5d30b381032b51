using k8s.Models;
using Kube.Machinery;
using Kube.Kubelet.Pods;

namespace Kube.Kubelet.Status;

/// <summary>The conditions the kubelet owns, in upstream's order and words.</summary>
internal static class PodConditions
{
    private static readonly HashSet<string> Owned = ["PodReadyToStartContainers", "Initialized", "Ready", "ContainersReady", "PodScheduled"];

    public static IList<V1PodCondition> Of(PodFacts facts, V1PodStatus status, V1PodStatus? before)
    {
        var conditions = new List<V1PodCondition>
        {
            Condition("PodReadyToStartContainers", facts.Observed.ReadySandbox is not null),
            Initialized(facts.Pod.Spec, status),
        };
        var containersReady = ContainersReady(facts.Pod.Spec, status);
        conditions.Add(Ready(facts.Pod, containersReady));
        conditions.Add(containersReady);
        conditions.Add(Condition("PodScheduled", true));
        foreach (var condition in conditions)
        {
            condition.ObservedGeneration = facts.Pod.Metadata.Generation;
            var last = before?.Conditions?.FirstOrDefault(old => old.Type == condition.Type && old.Status == condition.Status);
            condition.LastTransitionTime = last?.LastTransitionTime ?? ApiTime.Seconds(facts.Now);
        }

        return conditions;
    }

    public static bool IsOwned(V1PodCondition condition) => Owned.Contains(condition.Type);

    private static V1PodCondition Initialized(V1PodSpec spec, V1PodStatus status)
    {
        if (status.Phase == PodPhase.Succeeded)
            return Condition("Initialized", true, "PodCompleted");
        var begun = status.ContainerStatuses.Any(container =>
            container.State.Running is not null || container.State.Terminated is not null || container.LastState?.Terminated is not null);
        var incomplete = begun ? [] : spec.InitContainersOrNone().Where(init => !IsComplete(init, status)).Select(init => init.Name).ToList();
        return incomplete.Count == 0
            ? Condition("Initialized", true)
            : Condition("Initialized", false, "ContainersNotInitialized", $"containers with incomplete status: [{string.Join(' ', incomplete)}]");
    }

    private static bool IsComplete(V1Container init, V1PodStatus status)
    {
        var container = status.InitContainerStatuses.First(candidate => candidate.Name == init.Name);
        return init.IsSidecar() ? container.Started == true : container.Ready;
    }

    private static V1PodCondition ContainersReady(V1PodSpec spec, V1PodStatus status)
    {
        if (status.Phase is PodPhase.Succeeded or PodPhase.Failed)
            return Condition("ContainersReady", false, status.Phase == PodPhase.Succeeded ? "PodCompleted" : "PodFailed");
        var sidecars = spec.Sidecars().Select(sidecar => sidecar.Name).ToHashSet();
        var unready = (status.InitContainerStatuses ?? []).Where(container => sidecars.Contains(container.Name))
            .Concat(status.ContainerStatuses)
            .Where(container => !container.Ready)
            .Select(container => container.Name)
            .ToList();
        return unready.Count == 0
            ? Condition("ContainersReady", true)
            : Condition("ContainersReady", false, "ContainersNotReady", $"containers with unready status: [{string.Join(' ', unready)}]");
    }

    private static V1PodCondition Ready(V1Pod pod, V1PodCondition containersReady)
    {
        if (containersReady.Status != "True")
            return Condition("Ready", false, containersReady.Reason, containersReady.Message);
        var closed = new List<string>();
        foreach (var gate in pod.Spec.ReadinessGates ?? [])
        {
            var condition = pod.Status?.Conditions?.FirstOrDefault(condition => condition.Type == gate.ConditionType);
            if (condition is null)
                closed.Add($"corresponding condition of pod readiness gate \"{gate.ConditionType}\" does not exist.");
            else if (condition.Status != "True")
                closed.Add($"the status of pod readiness gate \"{gate.ConditionType}\" is not \"True\", but {condition.Status}");
        }

        return closed.Count == 0 ? Condition("Ready", true) : Condition("Ready", false, "ReadinessGatesNotReady", string.Join(", ", closed));
    }

    private static V1PodCondition Condition(string type, bool value, string? reason = null, string? message = null) =>
        new() { Type = type, Status = value ? "True" : "False", Reason = reason, Message = message };
}
