using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Kube.Controllers.Certificates;
using Microsoft.Extensions.Time.Testing;

namespace Kube.Controllers.Tests.Certificates;

public sealed class ClusterSignerTests : IDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 5, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("kube-signer-");
    private readonly FakeTimeProvider _time = new(Now);

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void Sign_Request_IsIssuedForWhatWasAsked()
    {
        using var authority = Authority(Now.AddYears(10));
        using var issued = Sign(null, TestRequests.Make("O=system:nodes, CN=system:node:node-1", TestRequests.NodeNames));

        Assert.Equal(authority.Subject, issued.Issuer);
        Assert.Contains("CN=system:node:node-1", issued.Subject, StringComparison.Ordinal);
        Assert.Contains("node-1", issued.Extensions.OfType<X509SubjectAlternativeNameExtension>().Single().EnumerateDnsNames());
        Assert.Equal("1.3.6.1.5.5.7.3.1", issued.Extensions.OfType<X509EnhancedKeyUsageExtension>().Single().EnhancedKeyUsages[0].Value);
        Assert.Equal(X509KeyUsageFlags.DigitalSignature, issued.Extensions.OfType<X509KeyUsageExtension>().Single().KeyUsages);
        Assert.False(issued.Extensions.OfType<X509BasicConstraintsExtension>().Single().CertificateAuthority);
    }

    [Theory]
    [InlineData(null, 86400 * 100 - 300)] // The signer's own duration, shortened by what it was backdated.
    [InlineData(3600, 3600)]
    [InlineData(60, 600)]
    [InlineData(int.MaxValue, 86400 * 100 - 300)]
    public void Sign_Duration_IsWhatWasAskedWithinBounds(int? asked, int seconds)
    {
        using var authority = Authority(Now.AddYears(10));
        using var issued = Sign(asked, TestRequests.Make("CN=me"));

        Assert.Equal(Now.AddMinutes(-5).UtcDateTime, issued.NotBefore.ToUniversalTime());
        Assert.Equal(Now.AddSeconds(seconds).UtcDateTime, issued.NotAfter.ToUniversalTime());
    }

    [Fact]
    public void Sign_AuthorityEndsSooner_EndsWithIt()
    {
        using var authority = Authority(Now.AddDays(2));
        using var issued = Sign(null, TestRequests.Make("CN=me"));

        Assert.Equal(authority.NotAfter, issued.NotAfter);
    }

    [Fact]
    public void Sign_AuthorityReplaced_SignsWithTheNewOne()
    {
        using var first = Authority(Now.AddYears(1));
        using var before = Sign(3600, TestRequests.Make("CN=me"));
        using var second = Authority(Now.AddYears(1), "CN=new");
        using var after = Sign(3600, TestRequests.Make("CN=me"));

        Assert.Equal(["CN=test", "CN=new"], [before.Issuer, after.Issuer]);
    }

    [Fact]
    public void Sign_AuthorityExpired_Throws()
    {
        using var authority = Authority(Now.AddDays(-1));

        Assert.Contains("the signer has expired", Assert.Throws<CryptographicException>(() => Sign(null, TestRequests.Make("CN=me"))).Message, StringComparison.Ordinal);
    }

    private X509Certificate2 Sign(int? seconds, SigningRequest request) => X509Certificate2.CreateFromPem(
        new ClusterSigner(new SigningAuthority(File("ca.crt"), File("ca.key")), TimeSpan.FromDays(100), _time).Sign(request, ["digital signature", "server auth"], seconds));

    private X509Certificate2 Authority(DateTimeOffset end, string name = "CN=test")
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(name, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        var certificate = request.CreateSelfSigned(Now.AddDays(-30), end);
        System.IO.File.WriteAllText(File("ca.crt"), certificate.ExportCertificatePem());
        System.IO.File.WriteAllText(File("ca.key"), key.ExportECPrivateKeyPem());
        return certificate;
    }

    private string File(string name) => Path.Combine(_folder.FullName, name);
}
