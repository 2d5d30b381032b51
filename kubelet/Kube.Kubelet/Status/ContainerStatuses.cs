using k8s.Models;
using Kube.Machinery;
using Kube.Kubelet.Pods;
using Kube.Kubelet.Runtime;
using ContainerState = Kube.Kubelet.Runtime.ContainerState;

namespace Kube.Kubelet.Status;

/// <summary>What <c>status.containerStatuses</c> says of each container, as upstream's kubelet words it.</summary>
internal static class ContainerStatuses
{
    public static IList<V1ContainerStatus> OfInitContainers(PodFacts facts, IReadOnlyDictionary<string, StartFailure> waiting) =>
        [.. facts.Pod.Spec.InitContainersOrNone().Select(container => Of(facts, container, waiting))];

    public static IList<V1ContainerStatus> OfContainers(PodFacts facts, IReadOnlyDictionary<string, StartFailure> waiting) =>
        [.. facts.Pod.Spec.Containers.Select(container => Of(facts, container, waiting))];

    /// <summary>
    /// What to say of a container of a stopped pod that has not visibly ended. As upstream, it counts as failed, unless
    /// the pod was still initializing and the container was never due.
    /// </summary>
    public static void EndUnknown(V1PodSpec spec, V1PodStatus status)
    {
        if (spec.InitContainersOrNone().Count > 0 && status.ContainerStatuses.All(container => container.State.Waiting is not null && container.LastState?.Terminated is null))
            return;
        foreach (var container in status.ContainerStatuses.Where(container => container.State.Terminated is null))
        {
            container.State = new V1ContainerState
            {
                Terminated = new V1ContainerStateTerminated
                {
                    Reason = "ContainerStatusUnknown",
                    Message = "The container could not be located when the pod was terminated",
                    ExitCode = 137,
                },
            };
        }
    }

    private static V1ContainerStatus Of(PodFacts facts, V1Container container, IReadOnlyDictionary<string, StartFailure> waiting)
    {
        var latest = facts.Observed.Latest(container.Name);
        if (latest is null && Reported(facts, container.Name) is { State.Terminated: not null } ended)
            return ended; // the pod is over, and this container already cleaned away
        var status = new V1ContainerStatus
        {
            Name = container.Name,
            Image = container.Image,
            ImageID = "",
            RestartCount = latest?.RestartCount ?? 0,
            LastState = new V1ContainerState(),
            VolumeMounts = VolumeMounts(container),
            Resources = container.Resources is { Limits: null, Requests: null } ? new V1ResourceRequirements() : container.Resources,
            AllocatedResources = container.Resources?.Requests,
        };
        if (latest is not null)
        {
            status.ContainerID = ContainerId(latest);
            status.Image = latest.Image;
            status.ImageID = $"docker://{latest.ImageId}";
            if (facts.Observed.Previous(latest) is { } previous)
                status.LastState = new V1ContainerState { Terminated = Terminated(previous) };
        }

        status.State = State(facts, latest, Hold(facts, container, waiting));
        if (status.State.Waiting is not null && latest is { State: ContainerState.Exited })
            status.LastState = new V1ContainerState { Terminated = Terminated(latest) };
        status.Started = latest is { State: ContainerState.Running } && (container.StartupProbe is null || facts.VerdictOf(latest).Started == true);
        status.Ready = IsReady(facts, container, status, latest);
        return status;
    }

    private static V1ContainerStatus? Reported(PodFacts facts, string name) => facts.Pod.Status.IsTerminal()
        ? (facts.Pod.Status.ContainerStatuses ?? []).Concat(facts.Pod.Status.InitContainerStatuses ?? []).FirstOrDefault(status => status.Name == name)
        : null;

    private static V1ContainerState State(PodFacts facts, ContainerObservation? latest, StartFailure? hold) => latest switch
    {
        { State: ContainerState.Running } => new V1ContainerState { Running = new V1ContainerStateRunning { StartedAt = ApiTime.Seconds(latest.StartedAt) } },
        { State: ContainerState.Exited } when hold is null => new V1ContainerState { Terminated = Terminated(latest) },
        _ => new V1ContainerState { Waiting = Waiting(facts, hold) },
    };

    private static StartFailure? Hold(PodFacts facts, V1Container container, IReadOnlyDictionary<string, StartFailure> waiting) =>
        waiting.TryGetValue(container.Name, out var hold) || facts.Failures.TryGetValue(container.Name, out hold) ? hold : null;

    private static V1ContainerStateWaiting Waiting(PodFacts facts, StartFailure? hold) => hold is null
        ? new V1ContainerStateWaiting { Reason = facts.Pod.Spec.InitContainersOrNone().Count > 0 ? "PodInitializing" : "ContainerCreating" }
        : new V1ContainerStateWaiting { Reason = hold.Reason, Message = hold.Message };

    private static V1ContainerStateTerminated Terminated(ContainerObservation container) => new()
    {
        ContainerID = ContainerId(container),
        ExitCode = container.StartError.Length > 0 ? 128 : container.ExitCode,
        Reason = container switch
        {
            { StartError.Length: > 0 } => "StartError",
            { OomKilled: true } => "OOMKilled",
            { ExitCode: 0 } => "Completed",
            _ => "Error",
        },
        Message = container.StartError.Length > 0 ? container.StartError : container.Message,
        StartedAt = ApiTime.Seconds(container.StartedAt),
        FinishedAt = ApiTime.Seconds(container.FinishedAt),
    };

    private static bool IsReady(PodFacts facts, V1Container container, V1ContainerStatus status, ContainerObservation? latest)
    {
        if (facts.Pod.Spec.IsInit(container.Name) && !container.IsSidecar())
            return status.State.Terminated is { ExitCode: 0 };
        return status.Started == true && latest is not null && (container.ReadinessProbe is null || facts.VerdictOf(latest).Ready == true);
    }

    private static List<V1VolumeMountStatus>? VolumeMounts(V1Container container) => container.VolumeMounts is { Count: > 0 } mounts
        ? [.. mounts.Select(mount => new V1VolumeMountStatus
        {
            Name = mount.Name,
            MountPath = mount.MountPath,
            ReadOnlyProperty = mount.ReadOnlyProperty == true ? true : null,
            RecursiveReadOnly = mount.ReadOnlyProperty == true ? "Disabled" : null,
        })]
        : null;

    private static string ContainerId(ContainerObservation container) => $"docker://{container.Id}";
}
