using Kube.Cli.Clusters;
using Kube.Cli.Kubeconfigs;
using Kube.Cli.Pki;
using Kube.Machinery.Certificates;
using Microsoft.Extensions.Time.Testing;

namespace Kube.Cli.Tests.Pki;

public sealed class ClusterPkiTests : IDisposable
{
    private readonly TemporaryDirectory _temporary = new();
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 22, 12, 0, 0, TimeSpan.Zero));
    private readonly DataDirectory _directory;

    public ClusterPkiTests()
    {
        _directory = new DataDirectory(_temporary.File("data"));
        _directory.Save(ClusterSettings.Default);
    }

    [Fact]
    public void Ensure_NewCluster_MakesTheFilesKubeadmMakes()
    {
        Ensure(ClusterSettings.Default);

        string[] expected =
        [
            "admin.crt", "admin.key", "apiserver-kubelet-client.crt", "apiserver-kubelet-client.key", "apiserver.crt", "apiserver.key", "ca.crt", "ca.key",
            "controller-manager.crt", "controller-manager.key", "front-proxy-ca.crt", "front-proxy-ca.key", "front-proxy-client.crt", "front-proxy-client.key",
            "kubelet.crt", "kubelet.key", "sa.key", "sa.pub", "scheduler.crt", "scheduler.key",
        ];
        Assert.Equal(expected, Directory.GetFiles(_directory.Pki).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.All(
            (string[])["admin", "controller-manager", "scheduler"],
            identity => Assert.NotNull(ClusterCredentials.ReadFrom(_directory.KubeconfigOf(identity))));
    }

    [Fact]
    public void Ensure_EveryFile_IsForTheOwnerOnly()
    {
        Ensure(ClusterSettings.Default);

        Assert.All(
            Directory.GetFiles(_directory.Path, "*", SearchOption.AllDirectories),
            file => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file)));
        Assert.Equal(
            UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(_directory.Path));
    }

    [Fact]
    public void Ensure_Again_ChangesNothing()
    {
        Ensure(ClusterSettings.Default);
        var before = Contents();

        Ensure(ClusterSettings.Default);

        Assert.Equal(before, Contents());
    }

    [Fact]
    public void Ensure_NearExpiry_RenewsLeavesAndKeepsAuthorities()
    {
        Ensure(ClusterSettings.Default);
        var before = Contents();
        _time.Advance(TimeSpan.FromDays(350));

        Ensure(ClusterSettings.Default);

        var after = Contents();
        Assert.Equal(before["ca.crt"], after["ca.crt"]);
        Assert.Equal(before["sa.key"], after["sa.key"]);
        Assert.NotEqual(before["apiserver.crt"], after["apiserver.crt"]);
        Assert.NotEqual(before["admin.crt"], after["admin.crt"]);
        Assert.Equal(before["admin.conf"], after["admin.conf"]);
    }

    [Fact]
    public void Ensure_OtherPort_RewritesTheKubeconfigs()
    {
        Ensure(ClusterSettings.Default);

        Ensure(ClusterSettings.Default with { Port = 7443 });

        Assert.Equal("https://127.0.0.1:7443", ClusterCredentials.ReadFrom(_directory.KubeconfigOf("scheduler"))!.Server);
    }

    [Fact]
    public void Ensure_HalfReplacedLeaf_IssuesItAnew()
    {
        Ensure(ClusterSettings.Default);
        File.WriteAllText(Path.Combine(_directory.Pki, "apiserver.key"), "no key");

        Ensure(ClusterSettings.Default);

        Assert.NotNull(new PemFiles(_directory.Pki, "apiserver").Load());
    }

    [Fact]
    public void Ensure_DamagedAuthority_NamesTheFiles()
    {
        Ensure(ClusterSettings.Default);
        File.WriteAllText(Path.Combine(_directory.Pki, "ca.key"), "no key");

        var failure = Assert.Throws<InvalidDataException>(() => Ensure(ClusterSettings.Default));

        Assert.Contains("ca.key are damaged", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Ensure_ValidityPeriods_AreThoseOfTheSettings()
    {
        Ensure(ClusterSettings.Default with { CertificateValidityPeriod = "60s", CaCertificateValidityPeriod = "1h" });

        using var leaf = new PemFiles(_directory.Pki, "apiserver").Load();
        Assert.Equal(_time.GetUtcNow().AddMinutes(1), leaf!.Ends());
        Assert.Equal(_time.GetUtcNow().AddHours(1), TrustedAuthorities.Read(Path.Combine(_directory.Pki, "ca.crt"))[0].Ends());
    }

    [Fact]
    public void Ensure_DamagedServiceAccountKey_NamesTheFile()
    {
        Ensure(ClusterSettings.Default);
        File.WriteAllText(Path.Combine(_directory.Pki, "sa.key"), "no key");

        var failure = Assert.Throws<KubeException>(() => Ensure(ClusterSettings.Default));

        Assert.Contains("sa.key is damaged", failure.Message, StringComparison.Ordinal);
    }

    public void Dispose() => _temporary.Dispose();

    private void Ensure(ClusterSettings settings) => new ClusterPki(_directory, settings, _time).Ensure();

    private Dictionary<string, string> Contents() =>
        Directory.GetFiles(_directory.Path, "*", SearchOption.AllDirectories).ToDictionary(file => Path.GetFileName(file), File.ReadAllText);
}
