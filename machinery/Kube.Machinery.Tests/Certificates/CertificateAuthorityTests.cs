using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Kube.Machinery.Certificates;
using Microsoft.Extensions.Time.Testing;

namespace Kube.Machinery.Tests.Certificates;

public sealed class CertificateAuthorityTests : IDisposable
{
    private static readonly TimeSpan Year = TimeSpan.FromDays(365);

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 22, 12, 0, 0, TimeSpan.Zero));
    private readonly CertificateAuthority _authority;

    public CertificateAuthorityTests() => _authority = Make();

    [Fact]
    public void Issue_Subject_HasItsNamesUsagesAndKey()
    {
        using var leaf = Leaf(Year);

        var names = leaf.Extensions.OfType<X509SubjectAlternativeNameExtension>().Single();
        Assert.Equal(["kubernetes.default.svc"], names.EnumerateDnsNames());
        Assert.Equal([IPAddress.Parse("10.96.0.1")], names.EnumerateIPAddresses());
        Assert.Equal("1.3.6.1.5.5.7.3.1", leaf.Extensions.OfType<X509EnhancedKeyUsageExtension>().Single().EnhancedKeyUsages[0].Value);
        Assert.False(leaf.Extensions.OfType<X509BasicConstraintsExtension>().Single().CertificateAuthority);
        Assert.True(leaf.HasPrivateKey);
    }

    [Fact]
    public void Renew_Leaf_IsTheSameUnderAnotherKey()
    {
        using var leaf = Leaf(Year);
        _time.Advance(TimeSpan.FromDays(300));

        using var renewed = _authority.Renew(leaf, Year);

        Assert.Equal(leaf.Subject, renewed.Subject);
        foreach (var oid in (string[])["2.5.29.17", "2.5.29.37", "2.5.29.15", "2.5.29.19", "2.5.29.35"])
            Assert.Equal(leaf.Extensions[oid]!.RawData, renewed.Extensions[oid]!.RawData);
        Assert.NotEqual(leaf.GetPublicKey(), renewed.GetPublicKey());
        Assert.Equal(leaf.Ends().AddDays(300), renewed.Ends());
    }

    [Theory]
    [InlineData(365 * 86400, 300)]
    [InlineData(600, 300)]
    [InlineData(60, 0)]
    public void Issue_Beginning_IsEarlierUnlessItsLifeIsShort(int seconds, int earlier)
    {
        _time.Advance(TimeSpan.FromHours(1));

        using var leaf = Leaf(TimeSpan.FromSeconds(seconds));

        Assert.Equal(_time.GetUtcNow().AddSeconds(-earlier), leaf.Begins());
        Assert.Equal(_time.GetUtcNow().AddSeconds(seconds), leaf.Ends());
    }

    [Fact]
    public void Issue_LongerThanTheAuthority_EndsWithIt()
    {
        using var leaf = Leaf(Year * 20);

        Assert.Equal(_time.GetUtcNow().AddDays(3650), leaf.Ends());
    }

    [Fact]
    public void Signed_OwnLeaf_IsTrueHoweverOld()
    {
        using var leaf = Leaf(Year);
        using var other = Make();
        _time.Advance(Year * 2);

        Assert.True(_authority.Signed(leaf));
        Assert.False(other.Signed(leaf));
    }

    public void Dispose() => _authority.Dispose();

    private CertificateAuthority Make() => new(CertificateAuthority.MakeRoot(new X500DistinguishedName("CN=kubernetes"), TimeSpan.FromDays(3650), _time), _time);

    private X509Certificate2 Leaf(TimeSpan lifetime)
    {
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("kubernetes.default.svc");
        names.AddIpAddress(IPAddress.Parse("10.96.0.1"));
        return _authority.Issue(new X500DistinguishedName("CN=kube-apiserver"), [new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1")], false), names.Build()], lifetime);
    }
}
