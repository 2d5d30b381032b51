using System.Net;
using System.Net.Sockets;
using Kube.Cli.Hosting;
using Kube.Cli.Processes;

namespace Kube.Cli.Tests.Processes;

public sealed class PortOwnerTests
{
    [Fact]
    public void Of_PortOfThisProcess_NamesIt()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;

        Assert.Contains($"(process {Environment.ProcessId})", PortOwner.Of(port), StringComparison.Ordinal);
        var failure = Assert.Throws<KubeException>(() => Ports.ThrowIfBusy(port, "the API server", "--port"));
        Assert.Contains($"Port {port} of the API server is in use by ", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void InodeOf_ConnectionThatDoesNotListen_IsNull()
    {
        const string Line = "   1: 0100007F:1A0A 0100007F:C350 {0} 00000000:00000000 00:00000000 00000000     0        0 4242 1";

        Assert.Equal("4242", PortOwner.InodeOf(string.Format(null, Line, "0A"), 0x1A0A));
        Assert.Null(PortOwner.InodeOf(string.Format(null, Line, "01"), 0x1A0A));
        Assert.Null(PortOwner.InodeOf(string.Format(null, Line, "0A"), 0x1A0B));
    }
}
