using System.Net;
using System.Security.Cryptography.X509Certificates;
using Kube.Machinery.Certificates;
using Microsoft.Extensions.Time.Testing;

namespace Kube.Machinery.Tests.Certificates;

public sealed class CertificateFilesTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("kube-certificates-");
    private readonly FakeTimeProvider _time = new();
    private DateTime _written = new(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void Current_FilesReplaced_IsTheNewOne()
    {
        using var first = Write();
        var files = Files();
        Assert.Equal(first.Thumbprint, files.Current.Thumbprint);

        using var second = Write();
        _time.Advance(TimeSpan.FromSeconds(2));

        Assert.Equal(second.Thumbprint, files.Current.Thumbprint);
        Assert.True(files.Current.HasPrivateKey);
    }

    [Fact]
    public void Current_KeyNotYetReplaced_IsTheOldOneUntilItIs()
    {
        using var first = Write();
        var files = Files();

        var (certificate, key) = Pem();
        Save("tls.crt", certificate.ExportCertificatePem());
        _time.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(first.Thumbprint, files.Current.Thumbprint);

        Save("tls.key", key);
        _time.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(certificate.Thumbprint, files.Current.Thumbprint);
        certificate.Dispose();
    }

    [Fact]
    public void Current_FilesGone_IsTheLastOne()
    {
        using var first = Write();
        var files = Files();

        File.Delete(PathOf("tls.key"));
        _time.Advance(TimeSpan.FromSeconds(2));

        Assert.Equal(first.Thumbprint, files.Current.Thumbprint);
    }

    [Fact]
    public void Files_NotThere_Throws() => Assert.ThrowsAny<IOException>(Files);

    private CertificateFiles Files() => new(PathOf("tls.crt"), PathOf("tls.key"), _time);

    private X509Certificate2 Write()
    {
        var (certificate, key) = Pem();
        Save("tls.crt", certificate.ExportCertificatePem());
        Save("tls.key", key);
        return certificate;
    }

    private (X509Certificate2 Certificate, string Key) Pem()
    {
        var certificate = SelfSignedCertificate.Create("test", ["localhost"], [IPAddress.Loopback], _time);
        using var key = certificate.GetECDsaPrivateKey()!;
        return (certificate, key.ExportECPrivateKeyPem());
    }

    /// <summary>Each writing is a second after the one before, however coarse the clock of the file system is.</summary>
    private void Save(string name, string text)
    {
        File.WriteAllText(PathOf(name), text);
        File.SetLastWriteTimeUtc(PathOf(name), _written = _written.AddSeconds(1));
    }

    private string PathOf(string name) => Path.Combine(_folder.FullName, name);
}
