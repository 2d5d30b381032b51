using System.Net.Sockets;
using k8s.Models;

namespace Kube.Kubelet.Probes;

internal sealed class TcpProbe : IProbeHandler
{
    public bool Supports(V1Probe probe) => probe.TcpSocket is not null;

    public async Task<ProbeOutcome> ProbeAsync(V1Probe probe, ProbeTarget target, CancellationToken cancellationToken)
    {
        var host = string.IsNullOrEmpty(probe.TcpSocket.Host) ? target.Ip : probe.TcpSocket.Host;
        var port = ContainerPorts.Find(target.Container, probe.TcpSocket.Port);
        using var socket = new TcpClient();
        try
        {
            await socket.ConnectAsync(host, port, cancellationToken);
            return new ProbeOutcome(true, "");
        }
        catch (OperationCanceledException)
        {
            return new ProbeOutcome(false, $"dial tcp {host}:{port}: i/o timeout");
        }
        catch (SocketException e)
        {
            return new ProbeOutcome(false, Explain(e, $"{host}:{port}")!);
        }
    }

    /// <summary>The failure in the words users know from upstream.</summary>
    public static string? Explain(SocketException? failure, string address) => failure?.SocketErrorCode switch
    {
        null => null,
        SocketError.ConnectionRefused => $"dial tcp {address}: connect: connection refused",
        SocketError.HostUnreachable => $"dial tcp {address}: connect: no route to host",
        SocketError.NetworkUnreachable => $"dial tcp {address}: connect: network is unreachable",
        SocketError.TimedOut => $"dial tcp {address}: i/o timeout",
        _ => $"dial tcp {address}: {failure.Message}",
    };
}
