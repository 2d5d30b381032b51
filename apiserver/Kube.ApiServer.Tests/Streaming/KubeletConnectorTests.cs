using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Kube.ApiServer.Errors;
using Kube.ApiServer.Hosting;
using Kube.ApiServer.Streaming;
using Kube.Machinery.Certificates;
using Microsoft.Extensions.Time.Testing;

namespace Kube.ApiServer.Tests.Streaming;

/// <summary>Whom the API server takes for a kubelet before it sends him what users type.</summary>
public sealed class KubeletConnectorTests : IDisposable
{
    private const string ForServers = "1.3.6.1.5.5.7.3.1";
    private const string ForClients = "1.3.6.1.5.5.7.3.2";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("kube-kubelet-");
    private readonly FakeTimeProvider _time = new(TimeProvider.System.GetUtcNow());
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

    private int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public KubeletConnectorTests()
    {
        _listener.Start();
        MakeAuthority("ca");
        MakeAuthority("other");
        Client("first");
    }

    public void Dispose()
    {
        _listener.Dispose();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Connect_KubeletOfTheAuthority_IsShownTheClientCertificate()
    {
        using var serving = Serving("ca");

        Assert.Equal("CN=first", await ConnectAsync(Connector(), serving));
    }

    [Fact]
    public async Task Connect_ClientCertificateRenewed_ShowsTheNewOne()
    {
        using var serving = Serving("ca");
        var connector = Connector();
        await ConnectAsync(connector, serving);

        Client("second");
        _time.Advance(TimeSpan.FromSeconds(2));

        Assert.Equal("CN=second", await ConnectAsync(connector, serving));
    }

    [Theory]
    [InlineData("other", "127.0.0.1", ForServers)]
    [InlineData("ca", "127.0.0.2", ForServers)]
    [InlineData("ca", "127.0.0.1", ForClients)]
    public async Task Connect_CertificateOfAStrangerOtherHostOrUse_IsRefused(string by, string address, string usage)
    {
        using var serving = Serving(by, address, usage);

        var refused = await Assert.ThrowsAsync<StatusException>(() => ConnectAsync(Connector(), serving));

        Assert.Equal(500, refused.Status.Code);
        Assert.StartsWith($"error dialing backend: dial tcp 127.0.0.1:{Port}: ", refused.Status.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Connect_AuthorityReplaced_TrustsTheNewOneAlone()
    {
        using var old = Serving("ca");
        using var next = Serving("other");
        var connector = Connector();
        await ConnectAsync(connector, old);

        File.Copy(PathOf("other.crt"), PathOf("ca.crt"), overwrite: true);
        File.SetLastWriteTimeUtc(PathOf("ca.crt"), DateTime.UnixEpoch);
        _time.Advance(TimeSpan.FromSeconds(2));

        Assert.Equal("CN=first", await ConnectAsync(connector, next));
        await Assert.ThrowsAsync<StatusException>(() => ConnectAsync(connector, old));
    }

    [Fact]
    public async Task Connect_NoAuthority_TakesAnyCertificate()
    {
        using var serving = Serving("other", "127.0.0.2");

        Assert.Equal("CN=first", await ConnectAsync(new KubeletConnector(Options() with { KubeletCertificateAuthority = null }, _time), serving));
    }

    /// <returns>The subject of the client certificate the kubelet was shown.</returns>
    private async Task<string> ConnectAsync(KubeletConnector connector, X509Certificate2 serving)
    {
        var accepting = AcceptAsync(serving);
        try
        {
            await (await connector.ConnectAsync(new KubeletAddress("127.0.0.1", Port), CancellationToken.None)).DisposeAsync();
        }
        catch (StatusException)
        {
            // How the kubelet learns of it is its own matter.
            await accepting.ContinueWith(_ => { }, TaskScheduler.Default);
            throw;
        }
        return await accepting;
    }

    private async Task<string> AcceptAsync(X509Certificate2 serving)
    {
        using var socket = await _listener.AcceptTcpClientAsync();
        await using var tls = new SslStream(socket.GetStream());
        var shown = "";
        await tls.AuthenticateAsServerAsync(new SslServerAuthenticationOptions
        {
            ServerCertificate = serving,
            ClientCertificateRequired = true,
            ApplicationProtocols = [SslApplicationProtocol.Http11],
            RemoteCertificateValidationCallback = (_, certificate, _, _) => (shown = certificate?.Subject ?? "") is not null,
        });
        // Until the client is done: one that refuses says so only after the server is.
        await tls.CopyToAsync(Stream.Null);
        return shown;
    }

    private KubeletConnector Connector() => new(Options(), _time);

    private ApiServerOptions Options() => new()
    {
        KubeletCertificateAuthority = PathOf("ca.crt"),
        KubeletClientCertificate = PathOf("client.crt"),
        KubeletClientKey = PathOf("client.key"),
    };

    private void MakeAuthority(string name) => new AuthorityFiles(_folder.FullName, name, _time).Ensure("kubernetes", TimeSpan.FromDays(10));

    private X509Certificate2 Serving(string by, string address = "127.0.0.1", string usage = ForServers)
    {
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Parse(address));
        return Issue(by, "CN=system:node:n", [new X509EnhancedKeyUsageExtension([new Oid(usage)], false), names.Build()]);
    }

    private void Client(string name)
    {
        using var certificate = Issue("ca", $"CN={name}", [new X509EnhancedKeyUsageExtension([new Oid(ForClients)], false)]);
        new PemFiles(_folder.FullName, "client").Save(certificate);
    }

    private X509Certificate2 Issue(string by, string subject, X509Extension[] extensions)
    {
        using var authority = new AuthorityFiles(_folder.FullName, by, _time).Load();
        return authority.Issue(new X500DistinguishedName(subject), extensions, TimeSpan.FromDays(1));
    }

    private string PathOf(string name) => Path.Combine(_folder.FullName, name);
}
