using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Kube.Machinery.Certificates;

/// <summary>The authorities by which the certificates of servers are judged.</summary>
public static class TrustedAuthorities
{
    private static readonly Oid ServerAuthentication = new("1.3.6.1.5.5.7.3.1");

    /// <exception cref="CryptographicException">The file holds no certificates.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static X509Certificate2Collection Read(string file)
    {
        var authorities = new X509Certificate2Collection();
        authorities.ImportFromPemFile(file);
        return authorities;
    }

    /// <summary>Whether a server may show this certificate: it is of one of the authorities, for servers, valid now, and for the host that was called, by its alternative names alone.</summary>
    public static bool Vouch(this X509Certificate2Collection authorities, X509Certificate? shown, string host)
    {
        if (shown is not X509Certificate2 certificate || !certificate.MatchesHostname(host, allowWildcards: true, allowCommonName: false)) return false;
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(authorities);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.DisableCertificateDownloads = true;
        chain.ChainPolicy.ApplicationPolicy.Add(ServerAuthentication);
        return chain.Build(certificate);
    }
}
