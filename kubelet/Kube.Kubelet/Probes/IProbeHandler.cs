using k8s.Models;

namespace Kube.Kubelet.Probes;

/// <summary>One way to ask a container how it is.</summary>
internal interface IProbeHandler
{
    bool Supports(V1Probe probe);

    /// <summary>Asks once. Cancelled when the probe's timeout is over.</summary>
    /// <exception cref="Exception">It could not be asked at all; that is tried again.</exception>
    Task<ProbeOutcome> ProbeAsync(V1Probe probe, ProbeTarget target, CancellationToken cancellationToken);
}

/// <param name="Ip">Where the container's ports are reached from the node.</param>
internal sealed record ProbeTarget(V1Container Container, string ContainerId, string Ip);

internal sealed record ProbeOutcome(bool IsHealthy, string Output);
