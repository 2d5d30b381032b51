using System.Security.Cryptography.X509Certificates;
using Kube.Conformance.Auth.Support;
using Kube.Conformance.Support;
using Kube.Tests.Etcd;

namespace Kube.Conformance.Etcd;

/// <summary>The flags by which an API server finds its etcd, one that asks for certificates.</summary>
public sealed class EtcdFlagTests : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("kube-etcd-");
    private readonly TestAuthority _authority = new("etcd-ca");
    private readonly PrivateApiServer _server = new();
    private EtcdMember _etcd = null!;

    private string[] Flags =>
    [
        "--etcd-servers", _etcd.Url, "--etcd-cafile", PathOf("ca.crt"), "--etcd-certfile", PathOf("client.crt"), "--etcd-keyfile", PathOf("client.key"),
        "--etcd-prefix", "/clusters/one", "--etcd-compaction-interval", "1s", "--etcd-healthcheck-timeout", "1s", "--etcd-readycheck-timeout", "1s",
    ];

    public async Task InitializeAsync()
    {
        await File.WriteAllTextAsync(PathOf("ca.crt"), _authority.Pem);
        await WriteAsync("server", _authority.Server("CN=etcd"));
        await WriteAsync("client", _authority.Client("CN=apiserver"));
        _etcd = new EtcdMember(_folder.FullName, "etcd", new EtcdFiles(PathOf("ca.crt"), PathOf("server.crt"), PathOf("server.key")));
        _etcd.Start();
    }

    public async Task DisposeAsync()
    {
        await _server.DisposeAsync();
        _etcd.Dispose();
        _authority.Dispose();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Server_CertificatesAndPrefix_KeepsObjectsThere()
    {
        await _server.StartAsync(Flags);
        await _server.Kubectl.RunAsync("create", "configmap", "kept", "--from-literal=a=b");

        Assert.Contains("\"a\":\"b\"", await EtcdAsync("get", "/clusters/one/configmaps/default/kept", "--print-value-only"), StringComparison.Ordinal);
        Assert.Equal("", await EtcdAsync("get", "--prefix", "/registry"));
        await Eventually.IsAsync("etcd is compacted", () => EtcdAsync("get", "compact_rev_key", "--print-value-only"), revision => revision.Length > 0);
    }

    [Fact]
    public async Task Health_EtcdAwayAndBack_IsToldByChecksOfItsOwn()
    {
        await _server.StartAsync(Flags);
        var checks = await _server.Kubectl.RunAsync("get", "--raw", "/readyz?verbose");
        Assert.Contains("[+]etcd ok\n[+]etcd-readiness ok\n", checks, StringComparison.Ordinal);
        Assert.DoesNotContain("etcd-readiness", await _server.Kubectl.RunAsync("get", "--raw", "/livez?verbose"), StringComparison.Ordinal);
        Assert.Matches("etcd-0 +Healthy +ok", await _server.Kubectl.RunAsync("get", "componentstatuses"));

        _etcd.Kill();
        var failed = await _server.Kubectl.TryAsync("get", "--raw", "/livez/etcd");
        Assert.Contains("error getting data from etcd: context deadline exceeded", failed.Failed("").ToString(), StringComparison.Ordinal);
        Assert.Contains("[-]etcd failed: reason withheld", (await _server.Kubectl.TryAsync("get", "--raw", "/readyz")).ToString(), StringComparison.Ordinal);

        _etcd.Start();
        await Eventually.HoldsAsync("the server is ready again", () => _server.Kubectl.RunAsync("get", "--raw", "/readyz"));
    }

    [Fact]
    public async Task Server_NoCertificateForEtcd_EndsAndSaysWhy() =>
        Assert.Contains("etcd cannot be reached", await _server.FailAsync("--etcd-servers", _etcd.Url, "--etcd-cafile", PathOf("ca.crt")), StringComparison.Ordinal);

    private string PathOf(string name) => Path.Combine(_folder.FullName, name);

    private async Task WriteAsync(string name, X509Certificate2 certificate)
    {
        using (certificate)
        {
            using var key = certificate.GetECDsaPrivateKey()!;
            await File.WriteAllTextAsync(PathOf($"{name}.crt"), certificate.ExportCertificatePem());
            await File.WriteAllTextAsync(PathOf($"{name}.key"), key.ExportPkcs8PrivateKeyPem());
        }
    }

    /// <summary>etcdctl, as the client the API server is.</summary>
    private async Task<string> EtcdAsync(params string[] arguments) => (await ProcessRunner.RunAsync(
        "etcdctl",
        ["--endpoints", _etcd.Url, "--cacert", PathOf("ca.crt"), "--cert", PathOf("client.crt"), "--key", PathOf("client.key"), .. arguments],
        environment: new Dictionary<string, string> { ["ETCDCTL_API"] = "3" })).Succeeded().Text;
}
