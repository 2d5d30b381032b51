using k8s.Models;
using Kube.Kubelet.Runtime;

namespace Kube.Kubelet.Pods;

/// <summary>Everything the kubelet's decisions about one pod depend on, at one moment.</summary>
internal sealed record PodFacts(V1Pod Pod, PodObservation Observed, DateTimeOffset Now)
{
    /// <summary>The API server no longer has the pod.</summary>
    public bool Gone { get; init; }

    public bool VolumesMounted { get; init; }

    /// <summary>What the probes say, by container id. A container without an entry has not been probed.</summary>
    public IReadOnlyDictionary<string, ContainerVerdict> Verdicts { get; init; } = new Dictionary<string, ContainerVerdict>();

    /// <summary>Why a container could not be started the last time, by container name.</summary>
    public IReadOnlyDictionary<string, StartFailure> Failures { get; init; } = new Dictionary<string, StartFailure>();

    /// <summary>How long a container that keeps ending has to stay down after its last end, by container name.</summary>
    public IReadOnlyDictionary<string, TimeSpan> RestartDelays { get; init; } = new Dictionary<string, TimeSpan>();

    /// <summary>Nothing of the pod's start is tried again before this.</summary>
    public DateTimeOffset RetryAt { get; init; }

    /// <summary>When the kubelet first saw the pod; <c>status.startTime</c>.</summary>
    public DateTimeOffset StartTime { get; init; }

    public ContainerVerdict VerdictOf(ContainerObservation container) =>
        Verdicts.TryGetValue(container.Id, out var verdict) ? verdict : ContainerVerdict.None;
}

/// <param name="Started">The startup probe has succeeded; null where it has not spoken yet.</param>
/// <param name="Ready">The readiness probe's answer; null where it has not spoken yet.</param>
/// <param name="Failed">Which probe wants the container restarted: <c>liveness</c> or <c>startup</c>.</param>
internal sealed record ContainerVerdict(bool? Started, bool? Ready, string? Failed)
{
    public static readonly ContainerVerdict None = new(null, null, null);
}

/// <param name="Reason">The waiting state's reason, such as <c>ErrImagePull</c>.</param>
internal sealed record StartFailure(string Reason, string Message, DateTimeOffset RetryAt);
