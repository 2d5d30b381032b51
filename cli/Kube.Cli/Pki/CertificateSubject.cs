using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Kube.Cli.Pki;

/// <summary>
/// Whom a certificate speaks for. The common name is the user name and the organizations are the groups that Kubernetes'
/// client-certificate authentication sees.
/// </summary>
internal sealed record CertificateSubject(string CommonName, params string[] Organizations)
{
    private static readonly Oid Server = new("1.3.6.1.5.5.7.3.1");
    private static readonly Oid Client = new("1.3.6.1.5.5.7.3.2");

    private IReadOnlyList<Oid> Usages { get; init; } = [Client];

    private IReadOnlyCollection<string> DnsNames { get; init; } = [];

    private IReadOnlyCollection<IPAddress> Addresses { get; init; } = [];

    /// <summary>The subject of a serving certificate, valid for these names and addresses.</summary>
    public static CertificateSubject Serving(string commonName, IReadOnlyCollection<string> dnsNames, IReadOnlyCollection<IPAddress> addresses) =>
        new(commonName) { Usages = [Server], DnsNames = dnsNames, Addresses = addresses };

    /// <summary>Whether the certificate already speaks for this subject, under every name it needs.</summary>
    public bool Matches(X509Certificate2 certificate)
    {
        var names = certificate.Extensions.OfType<X509SubjectAlternativeNameExtension>().FirstOrDefault();
        return certificate.SubjectName.RawData.AsSpan().SequenceEqual(DistinguishedName().RawData)
            && DnsNames.All(name => names?.EnumerateDnsNames().Contains(name) == true)
            && Addresses.All(address => names?.EnumerateIPAddresses().Contains(address) == true);
    }

    public X500DistinguishedName DistinguishedName()
    {
        var builder = new X500DistinguishedNameBuilder();
        // What is added last comes first in the certificate, where the order of the groups is that of the organizations.
        builder.AddCommonName(CommonName);
        foreach (var organization in Organizations.Reverse())
            builder.AddOrganizationName(organization);
        return builder.Build();
    }

    /// <summary>What the certificate is for, and the names and addresses it holds for.</summary>
    public IEnumerable<X509Extension> Extensions()
    {
        yield return new X509EnhancedKeyUsageExtension([.. Usages], critical: false);
        if (DnsNames.Count + Addresses.Count == 0)
            yield break;
        var names = new SubjectAlternativeNameBuilder();
        foreach (var name in DnsNames)
            names.AddDnsName(name);
        foreach (var address in Addresses)
            names.AddIpAddress(address);
        yield return names.Build();
    }
}
