using System.Net;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Kube.Kubelet.Certificates;
using Kube.Machinery.Certificates;
using Kube.Machinery.Clients;

namespace Kube.Kubelet.Tests.Certificates;

public sealed class NodeKubeconfigTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("kube-node-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void Write_AfterTheCertificate_IsWhatClientsRead()
    {
        using var made = SelfSignedCertificate.Create("system:node:one", ["one"], [IPAddress.Loopback], TimeProvider.System);
        using var key = made.GetECDsaPrivateKey()!;
        var file = new CertificateFile(_folder.FullName, "client", TimeProvider.System);
        file.Save(made.ExportCertificatePem(), key);
        var path = Path.Combine(_folder.FullName, "kubeconfig");

        NodeKubeconfig.Write(path, Bootstrap($"certificate-authority-data: {Convert.ToBase64String(Encoding.UTF8.GetBytes(made.ExportCertificatePem()))}"), file.Path);

        var read = Kubeconfig.Load(path);
        Assert.Equal("https://10.0.0.1:6443", read.Host);
        Assert.Equal(made.Thumbprint, Assert.Single(read.SslCaCerts!).Thumbprint);
        using var client = read.ReadClientCertificate();
        Assert.Equal(made.Thumbprint, client!.Thumbprint);
        Assert.Equal(made.Thumbprint, file.Current()!.Thumbprint);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file.Path));
    }

    [Fact]
    public void Write_AuthoritiesInAFile_NamesTheFile()
    {
        using var made = SelfSignedCertificate.Create("kubernetes", ["one"], [IPAddress.Loopback], TimeProvider.System);
        var authorities = Path.Combine(_folder.FullName, "ca.crt");
        File.WriteAllText(authorities, made.ExportCertificatePem());
        var path = Path.Combine(_folder.FullName, "kubeconfig");

        NodeKubeconfig.Write(path, Bootstrap($"certificate-authority: {authorities}"), "node.pem");

        Assert.Equal(authorities, Kubeconfig.AuthorityFile(path));
    }

    [Fact]
    public void Current_NoFile_IsNull() => Assert.Null(new CertificateFile(_folder.FullName, "client", TimeProvider.System).Current());

    private string Bootstrap(string trust)
    {
        var path = Path.Combine(_folder.FullName, "bootstrap");
        File.WriteAllText(path, $$"""
            current-context: c
            contexts: [{name: c, context: {cluster: c, user: u} }]
            clusters:
            - name: c
              cluster:
                server: https://10.0.0.1:6443
                {{trust}}
            users: [{name: u, user: {token: x} }]
            """);
        return path;
    }
}
