using Kube.Conformance.Support;
using Kube.Tests.Etcd;

namespace Kube.Conformance.Etcd;

/// <summary>The endpoints of <c>default/kubernetes</c> are the API servers that are there: upstream's lease endpoint reconciler.</summary>
public sealed class ServerEndpointsTests : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("kube-etcd-");
    private readonly PrivateApiServer _one = new();
    private readonly PrivateApiServer _other = new();
    private readonly EtcdMember _etcd;

    public ServerEndpointsTests() => _etcd = new EtcdMember(_folder.FullName, "etcd");

    public async Task InitializeAsync()
    {
        _etcd.Start();
        await Task.WhenAll(StartAsync(_one, "192.0.2.1"), StartAsync(_other, "192.0.2.2"));
    }

    public async Task DisposeAsync()
    {
        await _one.DisposeAsync();
        await _other.DisposeAsync();
        _etcd.Dispose();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Endpoints_ServersComeAndGo_AreThoseThatAreThere()
    {
        Assert.Equal("192.0.2.1 192.0.2.2", await EndpointsAsync());
        Assert.Contains("\"ip\":\"192.0.2.2\"", await _etcd.ControlAsync("get", "/registry/masterleases/192.0.2.2", "--print-value-only"), StringComparison.Ordinal);

        Assert.Equal(0, await _other.TerminateAsync());
        Assert.Equal("192.0.2.1", await EndpointsAsync());

        await StartAsync(_other, "192.0.2.2");
        Assert.Equal("192.0.2.1 192.0.2.2", await EndpointsAsync());
        await _other.StopAsync();
        await Eventually.IsAsync("the server that died is taken out", EndpointsAsync, addresses => addresses == "192.0.2.1");
    }

    private Task StartAsync(PrivateApiServer server, string address) => server.StartAsync("--etcd-servers", _etcd.Url, "--advertise-address", address);

    /// <summary>The addresses, which both kinds of endpoints must have.</summary>
    private async Task<string> EndpointsAsync()
    {
        var addresses = await _one.Kubectl.GetPathAsync("{.subsets[0].addresses[*].ip}", "endpoints", "kubernetes");
        Assert.Equal(addresses, await _one.Kubectl.GetPathAsync("{.endpoints[*].addresses[0]}", "endpointslice", "kubernetes"));
        return addresses;
    }
}
