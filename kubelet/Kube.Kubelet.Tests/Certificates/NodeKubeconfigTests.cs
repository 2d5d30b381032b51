using System.Net;
using System.Security.Cryptography.X509Certificates;
using k8s;
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

        NodeKubeconfig.Write(path, new KubernetesClientConfiguration { Host = "https://10.0.0.1:6443", SslCaCerts = [made] }, file.Path);

        var read = Kubeconfig.Load(path);
        Assert.Equal("https://10.0.0.1:6443", read.Host);
        Assert.Equal(made.Thumbprint, Assert.Single(read.SslCaCerts!).Thumbprint);
        using var client = read.ReadClientCertificate();
        Assert.Equal(made.Thumbprint, client!.Thumbprint);
        Assert.Equal(made.Thumbprint, file.Current()!.Thumbprint);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file.Path));
    }

    [Fact]
    public void Current_NoFile_IsNull() => Assert.Null(new CertificateFile(_folder.FullName, "client", TimeProvider.System).Current());
}
