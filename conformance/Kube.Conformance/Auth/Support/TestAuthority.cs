using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Kube.Conformance.Auth.Support;

/// <summary>A certificate authority of the tests' own.</summary>
public sealed class TestAuthority : IDisposable
{
    private const string ClientAuthentication = "1.3.6.1.5.5.7.3.2";
    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";

    private readonly X509Certificate2 _certificate;

    public TestAuthority(string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        _certificate = request.CreateSelfSigned(TimeProvider.System.GetUtcNow().AddDays(-3), TimeProvider.System.GetUtcNow().AddDays(1));
    }

    public string Pem => _certificate.ExportCertificatePem();

    /// <param name="subject">As in <c>CN=alice, O=team</c>.</param>
    /// <param name="end">When it ends; tomorrow by default.</param>
    public X509Certificate2 Client(string subject, DateTimeOffset? end = null) => Issue(new X500DistinguishedName(subject), ClientAuthentication, end);

    public X509Certificate2 Client(X500DistinguishedName subject) => Issue(subject, ClientAuthentication, null);

    /// <summary>A certificate of the authority that is for servers only.</summary>
    public X509Certificate2 Server(string subject) => Issue(new X500DistinguishedName(subject), ServerAuthentication, null);

    public void Dispose() => _certificate.Dispose();

    private X509Certificate2 Issue(X500DistinguishedName subject, string purpose, DateTimeOffset? end)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(subject, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(purpose)], false));
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        using var issued = request.Create(_certificate, TimeProvider.System.GetUtcNow().AddDays(-2), end ?? TimeProvider.System.GetUtcNow().AddHours(20), RandomNumberGenerator.GetBytes(8));
        using var whole = issued.CopyWithPrivateKey(key);
        return X509CertificateLoader.LoadPkcs12(whole.Export(X509ContentType.Pkcs12), null);
    }
}
