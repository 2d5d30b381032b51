using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Kube.Machinery.Certificates;

/// <summary>
/// A certificate authority that makes keys and certificates for them. Keys are ECDSA P-256: made in a millisecond, and trusted by every
/// Kubernetes client.
/// </summary>
/// <param name="certificate">Its own, with the key. It is disposed with the authority.</param>
public sealed class CertificateAuthority(X509Certificate2 certificate, TimeProvider time) : IDisposable
{
    /// <summary>Clients compare names by their bytes: a certificate names its issuer as the issuer names itself.</summary>
    public X500DistinguishedName Name => certificate.SubjectName;

    /// <summary>A root with a key of its own.</summary>
    public static X509Certificate2 MakeRoot(X500DistinguishedName name, TimeSpan lifetime, TimeProvider time)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(name, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(
            X509KeyUsageFlags.DigitalSignature | X509KeyUsageFlags.KeyEncipherment | X509KeyUsageFlags.KeyCertSign, critical: true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        var now = time.GetUtcNow();
        return request.CreateSelfSigned(CertificateLife.Beginning(now, lifetime), now + lifetime);
    }

    /// <summary>A certificate with a new key. It lasts no longer than the authority.</summary>
    /// <param name="extensions">Usages and alternative names; the rest follows.</param>
    public X509Certificate2 Issue(X500DistinguishedName subject, IEnumerable<X509Extension> extensions, TimeSpan lifetime)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(subject, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        request.CertificateExtensions.Add(
            new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature | X509KeyUsageFlags.KeyEncipherment, critical: true));
        request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(certificate, true, false));
        foreach (var extension in extensions)
            request.CertificateExtensions.Add(extension);
        var now = time.GetUtcNow();
        var begin = CertificateLife.Beginning(now, lifetime);
        var end = now + lifetime;
        using var issued = request.Create(
            certificate, begin < certificate.Begins() ? certificate.Begins() : begin, end > certificate.Ends() ? certificate.Ends() : end, RandomNumberGenerator.GetBytes(8));
        return issued.CopyWithPrivateKey(key);
    }

    /// <summary>The certificate under a new key.</summary>
    public X509Certificate2 Renew(X509Certificate2 old, TimeSpan lifetime) =>
        Issue(old.SubjectName, old.Extensions.Where(extension => extension is X509EnhancedKeyUsageExtension or X509SubjectAlternativeNameExtension), lifetime);

    /// <summary>Whether this authority, with the key it has now, signed the certificate, however long ago.</summary>
    public bool Signed(X509Certificate2 leaf)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.Add(certificate);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.DisableCertificateDownloads = true;
        chain.ChainPolicy.VerificationFlags = X509VerificationFlags.IgnoreNotTimeValid;
        return chain.Build(leaf);
    }

    public void Dispose() => certificate.Dispose();
}
