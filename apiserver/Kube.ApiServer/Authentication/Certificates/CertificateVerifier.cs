using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Kube.Machinery.Certificates;

namespace Kube.ApiServer.Authentication.Certificates;

/// <summary>Whether a client's certificate was made by one of some authorities. A connection's certificate is checked once.</summary>
internal sealed class CertificateVerifier(X509Certificate2Collection authorities, TimeProvider time)
{
    private const string ClientAuthenticationOid = "1.3.6.1.5.5.7.3.2";

    private readonly ConditionalWeakTable<X509Certificate2, Checked> _checked = [];

    /// <summary>The verifier of the authorities a file has at the moment: what another file's authorities vouched for is forgotten with them.</summary>
    public static WatchedFiles<CertificateVerifier> Of(string authorityFile, TimeProvider time) =>
        new([authorityFile], () => new CertificateVerifier(TrustedAuthorities.Read(authorityFile), time), time);

    /// <returns>Null when it is of no such authority, not for clients, or not valid at this time.</returns>
    public CertificateIdentity? Verify(X509Certificate2 certificate)
    {
        var known = _checked.GetValue(certificate, Check);
        return time.GetUtcNow() <= known.NotAfter ? known.Identity : null;
    }

    private Checked Check(X509Certificate2 certificate)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(authorities);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        // What it takes to judge is at hand: nothing a stranger names is fetched.
        chain.ChainPolicy.DisableCertificateDownloads = true;
        chain.ChainPolicy.ApplicationPolicy.Add(new Oid(ClientAuthenticationOid));
        chain.ChainPolicy.VerificationTime = time.GetUtcNow().UtcDateTime;
        chain.ChainPolicy.VerificationTimeIgnored = false;
        return chain.Build(certificate) ? new Checked(CertificateIdentity.Of(certificate), certificate.NotAfter.ToUniversalTime()) : new Checked(null, DateTimeOffset.MaxValue);
    }

    private sealed record Checked(CertificateIdentity? Identity, DateTimeOffset NotAfter);
}
