using k8s.Models;
using Kube.Kubelet.Containers;
using Kube.Kubelet.Runtime;

namespace Kube.Kubelet.Probes;

internal sealed class ExecProbe(IContainerStreams streams) : IProbeHandler
{
    public bool Supports(V1Probe probe) => probe.Exec is not null;

    public async Task<ProbeOutcome> ProbeAsync(V1Probe probe, ProbeTarget target, CancellationToken cancellationToken)
    {
        IReadOnlyList<string> command = [.. probe.Exec.Command ?? []];
        try
        {
            var result = await ContainerCommand.RunAsync(streams, target.ContainerId, command, cancellationToken);
            return new ProbeOutcome(result.ExitCode == 0, result.Output);
        }
        catch (OperationCanceledException)
        {
            return new ProbeOutcome(false, $"command timed out: \"{string.Join(' ', command)}\" timed out after {probe.TimeoutSeconds ?? 1}s");
        }
    }
}
