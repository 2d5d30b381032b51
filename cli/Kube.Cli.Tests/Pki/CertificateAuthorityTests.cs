using System.Net;
using System.Security.Cryptography.X509Certificates;
using Kube.Cli.Pki;
using Microsoft.Extensions.Time.Testing;

namespace Kube.Cli.Tests.Pki;

public sealed class CertificateAuthorityTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 22, 12, 0, 0, TimeSpan.Zero));

    [Fact]
    public void LoadOrCreate_Twice_IsTheSameAuthority()
    {
        var files = new PemFiles(_directory.Path, "ca");
        using var made = CertificateAuthority.LoadOrCreate(files, "kubernetes", _time);
        using var loaded = CertificateAuthority.LoadOrCreate(files, "kubernetes", _time);

        using var leaf = loaded.Issue(new CertificateSubject("someone"));

        Assert.Equal(made.CertificatePem, loaded.CertificatePem);
        Assert.True(made.Vouches(leaf, TimeSpan.Zero));
    }

    [Theory]
    [InlineData("ca.crt")]
    [InlineData("ca.key")]
    public void LoadOrCreate_OneFileMissing_SaysSoAndLeavesTheOther(string missing)
    {
        var files = new PemFiles(_directory.Path, "ca");
        CertificateAuthority.LoadOrCreate(files, "kubernetes", _time).Dispose();
        File.Delete(_directory.File(missing));

        var failure = Assert.Throws<KubeException>(() => CertificateAuthority.LoadOrCreate(files, "kubernetes", _time));

        Assert.Contains("are damaged", failure.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(_directory.File(missing)));
    }

    [Fact]
    public void Issue_ServingCertificate_HasNamesAddressesAndServerUsage()
    {
        using var authority = CertificateAuthority.LoadOrCreate(new PemFiles(_directory.Path, "ca"), "kubernetes", _time);

        using var leaf = authority.Issue(CertificateSubject.Serving("kube-apiserver", ["kubernetes.default.svc"], [IPAddress.Parse("10.96.0.1")]));

        var names = leaf.Extensions.OfType<X509SubjectAlternativeNameExtension>().Single();
        Assert.Equal(["kubernetes.default.svc"], names.EnumerateDnsNames());
        Assert.Equal([IPAddress.Parse("10.96.0.1")], names.EnumerateIPAddresses());
        Assert.Equal("1.3.6.1.5.5.7.3.1", leaf.Extensions.OfType<X509EnhancedKeyUsageExtension>().Single().EnhancedKeyUsages[0].Value);
        Assert.True(leaf.HasPrivateKey);
    }

    [Fact]
    public void Issue_ClientCertificate_CarriesUserAndGroups()
    {
        using var authority = CertificateAuthority.LoadOrCreate(new PemFiles(_directory.Path, "ca"), "kubernetes", _time);

        using var leaf = authority.Issue(new CertificateSubject("kubernetes-admin", "kubeadm:cluster-admins", "system:masters"));

        Assert.Equal("kubernetes-admin", leaf.GetNameInfo(X509NameType.SimpleName, false));
        Assert.Contains("O=kubeadm:cluster-admins", leaf.Subject, StringComparison.Ordinal);
        Assert.Contains("O=system:masters", leaf.Subject, StringComparison.Ordinal);
    }

    [Fact]
    public void Vouches_CloseToExpiry_IsFalse()
    {
        using var authority = CertificateAuthority.LoadOrCreate(new PemFiles(_directory.Path, "ca"), "kubernetes", _time);
        using var leaf = authority.Issue(new CertificateSubject("someone"));

        _time.Advance(TimeSpan.FromDays(340));

        Assert.True(authority.Vouches(leaf, TimeSpan.Zero));
        Assert.False(authority.Vouches(leaf, TimeSpan.FromDays(30)));
    }

    [Fact]
    public void Vouches_AnotherAuthoritysCertificate_IsFalse()
    {
        using var authority = CertificateAuthority.LoadOrCreate(new PemFiles(_directory.Path, "ca"), "kubernetes", _time);
        using var other = CertificateAuthority.LoadOrCreate(new PemFiles(_directory.Path, "other"), "kubernetes", _time);

        using var leaf = other.Issue(new CertificateSubject("someone"));

        Assert.False(authority.Vouches(leaf, TimeSpan.Zero));
    }

    public void Dispose() => _directory.Dispose();
}
