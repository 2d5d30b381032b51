using System.Net;
using System.Net.Sockets;
using k8s.Models;
using Kube.Kubelet.Probes;

namespace Kube.Kubelet.Tests.Probes;

public sealed class ProbeHandlerTests
{
    [Fact]
    public async Task TcpProbe_NobodyListens_IsRefusedInGosWords()
    {
        var port = FreePort();
        var outcome = await new TcpProbe().ProbeAsync(new V1Probe { TcpSocket = new V1TCPSocketAction { Port = port } }, Target(), default);

        Assert.Equal(new ProbeOutcome(false, $"dial tcp 127.0.0.1:{port}: connect: connection refused"), outcome);
    }

    [Theory]
    [InlineData("200 OK", true, "")]
    [InlineData("302 Found", true, "")]
    [InlineData("503 Service Unavailable", false, "HTTP probe failed with statuscode: 503")]
    public async Task HttpProbe_Answered_IsJudgedByItsCode(string status, bool healthy, string output)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var served = ServeAsync(listener, status);
        var probe = new V1Probe { HttpGet = new V1HTTPGetAction { Port = "web", Path = "/healthz" } };
        var target = Target() with { Container = new V1Container { Name = "c", Ports = [new V1ContainerPort { Name = "web", ContainerPort = ((IPEndPoint)listener.LocalEndpoint).Port }] } };

        Assert.Equal(new ProbeOutcome(healthy, output), await new HttpProbe().ProbeAsync(probe, target, default));
        var request = await served;
        Assert.Contains("GET /healthz HTTP/1.1", request);
        Assert.Contains("User-Agent: kube-probe/1.36", request);
    }

    private static ProbeTarget Target() => new(new V1Container { Name = "c" }, "id", "127.0.0.1");

    private static async Task<string> ServeAsync(TcpListener listener, string status)
    {
        using var client = await listener.AcceptTcpClientAsync();
        var buffer = new byte[4096];
        var length = await client.GetStream().ReadAsync(buffer);
        await client.GetStream().WriteAsync(System.Text.Encoding.ASCII.GetBytes($"HTTP/1.1 {status}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"));
        return System.Text.Encoding.ASCII.GetString(buffer, 0, length);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
