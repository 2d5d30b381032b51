using Kube.Kubelet.Runtime;

namespace Kube.Kubelet.Probes;

internal static class ProbeHandlers
{
    public static IReadOnlyList<IProbeHandler> All(IContainerStreams streams) => [new ExecProbe(streams), new HttpProbe(), new TcpProbe(), new GrpcProbe()];
}
