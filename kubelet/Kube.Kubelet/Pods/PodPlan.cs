using k8s.Models;
using Kube.Kubelet.Runtime;

namespace Kube.Kubelet.Pods;

/// <param name="Actions">What to do now, in this order. Empty means the world is as wished, or must first change.</param>
/// <param name="WakeAt">When to look again although nothing happened.</param>
/// <param name="Waiting">Why a container that ought to run is not being started yet, by container name.</param>
internal sealed record PodPlan(
    PodStage Stage,
    IReadOnlyList<PodAction> Actions,
    DateTimeOffset? WakeAt,
    IReadOnlyDictionary<string, StartFailure> Waiting);

internal enum PodStage
{
    Running,
    /// <summary>The pod ended or is being deleted, and something of it still runs.</summary>
    Stopping,
    /// <summary>Nothing of the pod runs, and nothing will again.</summary>
    Stopped,
}

internal abstract record PodAction;

internal sealed record MountVolumes : PodAction;

internal sealed record StartSandbox(int Attempt) : PodAction;

internal sealed record StartContainer(V1Container Container, int RestartCount, ContainerObservation? Previous) : PodAction;

/// <param name="Message">The <c>Killing</c> event's text.</param>
/// <param name="Grace">The probe's own grace period, where it names one.</param>
internal sealed record StopContainer(ContainerObservation Container, string Message, long? Grace = null) : PodAction;

/// <summary>Stops every container, sidecars after the others, and then the sandbox.</summary>
internal sealed record StopPod(long GraceSeconds, bool SandboxChanged = false) : PodAction;

/// <summary>Unmounts the volumes of a pod that will not run again.</summary>
internal sealed record UnmountVolumes : PodAction;

/// <summary>Removes all that is left of a pod on this machine.</summary>
internal sealed record ForgetPod : PodAction;

/// <summary>Removes a dead container whose log nobody can ask for any more.</summary>
internal sealed record RemoveContainer(string Id) : PodAction;
