using System.Security.Cryptography.X509Certificates;
using Kube.Machinery.Certificates;
using Microsoft.Extensions.Time.Testing;

namespace Kube.Machinery.Tests.Certificates;

public sealed class CertificateRenewalTests : IDisposable
{
    private static readonly TimeSpan Year = TimeSpan.FromDays(365);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("kube-renewal-");
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 22, 12, 0, 0, TimeSpan.Zero));
    private readonly List<string> _renewed = [];

    public CertificateRenewalTests()
    {
        Authority("ca").Ensure("kubernetes", Year * 10);
        Authority("front-proxy-ca").Ensure("front-proxy-ca", Year * 10);
        Issue("ca", "apiserver");
        Issue("front-proxy-ca", "front-proxy-client");
    }

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void Renew_NothingDue_TellsWhenItWillBe()
    {
        var next = Renew();

        Assert.Empty(_renewed);
        Assert.InRange(next - _time.GetUtcNow(), Year * 0.79, Year * 0.81);
    }

    [Fact]
    public void Renew_MostOfTheirLivesOver_RenewsEachByItsAuthority()
    {
        _time.Advance(Year * 0.82);

        Renew();

        Assert.Equal(["apiserver", "front-proxy-client"], _renewed.Order(StringComparer.Ordinal));
        Assert.Equal(["CN=kubernetes", "CN=front-proxy-ca"], [IssuerOf("apiserver"), IssuerOf("front-proxy-client")]);
        _renewed.Clear();
        Renew();
        Assert.Empty(_renewed);
    }

    [Fact]
    public void Renew_AuthorityReplaced_RenewsWhatTheOldOneSigned()
    {
        for (var year = 0; year < 9; year++)
        {
            _time.Advance(Year);
            Renew();
            using var authority = Authority("ca").Load();
            using var leaf = Files("apiserver").Load();
            Assert.True(authority.Signed(leaf!));
            Assert.True(leaf!.Ends() > _time.GetUtcNow());
        }
        Assert.Equal(2, TrustedAuthorities.Read(Authority("ca").CertificateFile).Count);
    }

    [Fact]
    public void Renew_KeyOfAnotherCertificate_MakesAPairOfThemAgain()
    {
        File.Copy(Files("front-proxy-client").KeyFile, Files("apiserver").KeyFile, overwrite: true);
        Assert.Null(Files("apiserver").Load());

        Renew();

        using var healed = Files("apiserver").Load();
        Assert.Equal("CN=apiserver", healed!.Subject);
    }

    [Fact]
    public void Renew_CertificatesWithoutKeysOrOfStrangers_LeavesThemAlone()
    {
        using var stranger = SelfSignedCertificate.Create("stranger", ["stranger"], [], _time);
        File.WriteAllText(Path.Combine(_folder.FullName, "etcd-ca.crt"), stranger.ExportCertificatePem());
        new PemFiles(_folder.FullName, "stranger").Save(stranger);
        _time.Advance(Year * 2);

        Renew();

        Assert.Equal(["apiserver", "front-proxy-client"], _renewed.Order(StringComparer.Ordinal));
    }

    private DateTimeOffset Renew() => new CertificateRenewal(_folder.FullName, Year, _time, _renewed.Add).Renew();

    private string IssuerOf(string name)
    {
        using var certificate = Files(name).Load();
        return certificate!.Issuer;
    }

    private void Issue(string by, string name)
    {
        using var authority = Authority(by).Load();
        using var leaf = authority.Issue(new X500DistinguishedName($"CN={name}"), [], Year);
        Files(name).Save(leaf);
    }

    private AuthorityFiles Authority(string name) => new(_folder.FullName, name, _time);

    private PemFiles Files(string name) => new(_folder.FullName, name);
}
