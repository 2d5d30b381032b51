using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Kube.Machinery.Certificates;

namespace Kube.Controllers.Certificates;

/// <summary>
/// Signs with an authority of <c>--cluster-signing-cert-file</c> and the like, read again for each certificate:
/// a new authority is used as soon as its files are there. <c>pkg/controller/certificates/authority</c>.
/// </summary>
internal sealed class ClusterSigner(SigningAuthority files, TimeSpan duration, TimeProvider time)
{
    private static readonly TimeSpan Shortest = TimeSpan.FromMinutes(10);

    /// <summary>Certificates shorter than this are not shortened by their backdating.</summary>
    private static readonly TimeSpan Short = TimeSpan.FromHours(8);

    /// <returns>The certificate as PEM.</returns>
    /// <exception cref="CryptographicException">The authority cannot be read, or has expired.</exception>
    public string Sign(SigningRequest asked, IEnumerable<string> usages, int? expirationSeconds)
    {
        using var authority = X509Certificate2.CreateFromPemFile(files.CertificateFile, files.KeyFile);
        var now = time.GetUtcNow();
        if (now >= authority.NotAfter) throw new CryptographicException($"the signer has expired: NotAfter={authority.NotAfter.ToUniversalTime():O}");

        var request = new CertificateRequest(asked.Request.SubjectName, asked.Request.PublicKey, HashAlgorithmName.SHA256);
        foreach (var extension in KeyUsages.Extensions(usages)) request.CertificateExtensions.Add(extension);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, critical: true));
        request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(authority, true, false));
        if (asked.AlternativeNames is { } names) request.CertificateExtensions.Add(names);

        var lifetime = Lifetime(expirationSeconds);
        var begin = CertificateLife.Beginning(now, lifetime);
        var end = lifetime < Short ? now + lifetime : begin + lifetime;
        if (end > authority.NotAfter) end = authority.NotAfter;
        using var certificate = request.Create(authority.SubjectName, Generator(authority), Later(begin, authority.NotBefore), end, Serial());
        return certificate.ExportCertificatePem() + "\n";
    }

    private TimeSpan Lifetime(int? expirationSeconds)
    {
        if (expirationSeconds is not { } seconds) return duration;
        var wanted = TimeSpan.FromSeconds(seconds);
        return wanted > duration ? duration : wanted < Shortest ? Shortest : wanted;
    }

    private static X509SignatureGenerator Generator(X509Certificate2 authority) => authority.GetECDsaPrivateKey() is { } ecdsa
        ? X509SignatureGenerator.CreateForECDsa(ecdsa)
        : X509SignatureGenerator.CreateForRSA(authority.GetRSAPrivateKey() ?? throw new CryptographicException("the key of the authority is neither RSA nor ECDSA"), RSASignaturePadding.Pkcs1);

    // .NET refuses what begins before its authority, and so do strict clients.
    private static DateTimeOffset Later(DateTimeOffset wanted, DateTime earliest) => wanted < earliest ? earliest : wanted;

    private static byte[] Serial()
    {
        var serial = RandomNumberGenerator.GetBytes(16);
        serial[0] &= 0x7f;
        return serial;
    }
}
