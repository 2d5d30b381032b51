using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Kube.Cli.Pki;

/// <summary>
/// A certificate authority kept as two PEM files. Keys are ECDSA P-256: made in a millisecond, and trusted by every Kubernetes client.
/// </summary>
internal sealed class CertificateAuthority : IDisposable
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(3650);
    private static readonly TimeSpan LeafLifetime = TimeSpan.FromDays(365);
    // Accepts clocks that are a little behind, as kubeadm does.
    private static readonly TimeSpan Backdating = TimeSpan.FromMinutes(5);

    private readonly X509Certificate2 _certificate;
    private readonly TimeProvider _time;

    private CertificateAuthority(X509Certificate2 certificate, TimeProvider time)
    {
        _certificate = certificate;
        _time = time;
    }

    public string CertificatePem => _certificate.ExportCertificatePem() + "\n";

    /// <summary>Reads the authority, or makes it where neither file exists.</summary>
    /// <exception cref="KubeException">A file is missing or unreadable: a new authority would orphan every certificate the old one signed.</exception>
    public static CertificateAuthority LoadOrCreate(PemFiles files, string commonName, TimeProvider time)
    {
        if (files.Load() is { } existing)
            return new CertificateAuthority(existing, time);
        var authority = Create(commonName, time);
        files.Save(authority._certificate);
        return authority;
    }

    public X509Certificate2 Issue(CertificateSubject subject)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(subject.DistinguishedName(), key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        request.CertificateExtensions.Add(
            new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature | X509KeyUsageFlags.KeyEncipherment, critical: true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([.. subject.Usages], critical: false));
        request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(_certificate, true, false));
        if (subject.AlternativeNames() is { } names)
            request.CertificateExtensions.Add(names);
        var now = _time.GetUtcNow();
        using var certificate = request.Create(_certificate, now - Backdating, now + LeafLifetime, RandomNumberGenerator.GetBytes(8));
        return certificate.CopyWithPrivateKey(key);
    }

    /// <summary>Whether this authority signed the certificate, and it stays valid for a while yet.</summary>
    public bool Vouches(X509Certificate2 certificate, TimeSpan remaining)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.Add(_certificate);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.VerificationTime = (_time.GetUtcNow() + remaining).UtcDateTime;
        return chain.Build(certificate);
    }

    public void Dispose() => _certificate.Dispose();

    private static CertificateAuthority Create(string commonName, TimeProvider time)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={commonName}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(
            X509KeyUsageFlags.DigitalSignature | X509KeyUsageFlags.KeyEncipherment | X509KeyUsageFlags.KeyCertSign, critical: true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        var now = time.GetUtcNow();
        return new CertificateAuthority(request.CreateSelfSigned(now - Backdating, now + Lifetime), time);
    }
}
