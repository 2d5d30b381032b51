using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Kube.Conformance.Support;

namespace Kube.Conformance.Certificates;

/// <summary>
/// A cluster whose certificates last a minute, and whose authority is near its end: all are replaced while it runs, and nobody notices.
/// </summary>
public sealed class RotationTests : IAsyncLifetime
{
    private readonly PrivateCluster _cluster = new(PrivateCluster.Docker);

    private Kubectl Kubectl => _cluster.Kubectl;

    public Task InitializeAsync() => TestImages.EnsureAsync();

    public async Task DisposeAsync() => await _cluster.DisposeAsync();

    [Fact]
    public async Task Certificates_OfAMinute_AreReplacedWhileEverythingGoesOn()
    {
        (await _cluster.TryUpAsync("--certificate-validity-period", "60s")).Succeeded();
        var oldAuthority = NearItsEnd();
        var kubeconfig = await File.ReadAllTextAsync(_cluster.Kubeconfig);
        using var server = await ShownAsync(_cluster.Port);
        using var kubelet = await ShownAsync(_cluster.KubeletPort);
        await Kubectl.RunAsync("run", "steady", $"--image={TestImages.Web1}");
        await Kubectl.RunAsync("wait", "--for=condition=Ready", "pod/steady", "--timeout=60s");
        await using var watch = Kubectl.Start("get", "configmaps", "--watch-only", "-o", "name");

        // New ones, of a new authority, which everybody knew before it signed.
        foreach (var (port, first) in new[] { (_cluster.Port, server), (_cluster.KubeletPort, kubelet) })
        {
            using var now = await Eventually.IsAsync($"port {port} shows a certificate of the new authority", () => ShownAsync(port), shown => !IsOf(oldAuthority, shown), TimeSpan.FromMinutes(4));
            Assert.Equal(first.Subject, now.Subject);
            Assert.NotEqual(first.GetPublicKeyString(), now.GetPublicKeyString());
        }
        await Eventually.IsAsync("the first certificates have ended", () => Task.FromResult(TimeProvider.System.GetUtcNow()), now => now > server.NotAfter && now > kubelet.NotAfter);
        await Eventually.IsAsync("the kubelet has renewed its own", () => Kubectl.GetPathAsync("{.items[*].spec.username}", "csr"), users => users.Contains($"system:node:{_cluster.Name}", StringComparison.Ordinal));

        Assert.Equal(kubeconfig, await File.ReadAllTextAsync(_cluster.Kubeconfig));
        await Kubectl.RunAsync("wait", "--for=condition=Ready", $"node/{_cluster.Name}", "--timeout=30s");
        Assert.Equal("hello", await Kubectl.RunAsync("exec", "steady", "--", "echo", "hello"));
        await Kubectl.RunAsync("logs", "steady");
        await Kubectl.RunAsync("create", "deployment", "later", $"--image={TestImages.Web1}");
        await Kubectl.RunAsync("rollout", "status", "deployment/later", "--timeout=90s");
        await Kubectl.RunAsync("create", "configmap", "later");
        await watch.WrittenAsync("configmap/later");
        await Eventually.IsAsync(
            "pods are told of both authorities", () => Kubectl.GetPathAsync("{.data.ca\\.crt}", "configmap", "kube-root-ca.crt"),
            text => text.Trim() == File.ReadAllText(Path.Combine(Pki, "ca.crt")).Trim() && text.Split("BEGIN CERTIFICATE").Length == 3);
        Assert.All(
            Directory.GetFiles(_cluster.DataDirectory, "*.key", SearchOption.AllDirectories).Concat(Directory.GetFiles(_cluster.DataDirectory, "*.pem", SearchOption.AllDirectories)),
            key => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(key)));
        (await _cluster.UpAsync()).Succeeded();
    }

    private string Pki => Path.Combine(_cluster.DataDirectory, "pki");

    /// <summary>
    /// Puts in the place of the authority one with the same name and key, so that all it signed stays good, four fifths of whose life are over
    /// when its certificates are renewed the first time.
    /// </summary>
    private X509Certificate2 NearItsEnd()
    {
        var file = Path.Combine(Pki, "ca.crt");
        using var authority = X509Certificate2.CreateFromPemFile(file, Path.Combine(Pki, "ca.key"));
        using var key = authority.GetECDsaPrivateKey()!;
        var request = new CertificateRequest(authority.SubjectName, key, HashAlgorithmName.SHA256);
        foreach (var extension in authority.Extensions)
            request.CertificateExtensions.Add(extension);
        var now = TimeProvider.System.GetUtcNow();
        var older = request.CreateSelfSigned(now.AddSeconds(-400), now.AddSeconds(120));
        File.WriteAllText(file + ".new", older.ExportCertificatePem() + "\n");
        File.Move(file + ".new", file, overwrite: true);
        return older;
    }

    private static bool IsOf(X509Certificate2 authority, X509Certificate2 leaf)
    {
        using var chain = new X509Chain { ChainPolicy = { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck, VerificationFlags = X509VerificationFlags.IgnoreNotTimeValid } };
        chain.ChainPolicy.CustomTrustStore.Add(authority);
        return chain.Build(leaf);
    }

    /// <summary>What a server shows to who connects.</summary>
    private static async Task<X509Certificate2> ShownAsync(int port)
    {
        using var client = new TcpClient();
        await client.ConnectAsync("127.0.0.1", port);
        X509Certificate2? shown = null;
        await using var tls = new SslStream(client.GetStream());
        await tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions
        {
            TargetHost = "localhost",
            RemoteCertificateValidationCallback = (_, certificate, _, _) => (shown = new X509Certificate2(certificate!)) is not null,
        });
        return shown!;
    }
}
