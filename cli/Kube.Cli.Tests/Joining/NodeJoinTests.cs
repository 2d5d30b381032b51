using System.Security.Cryptography.X509Certificates;
using Kube.Cli.Clusters;
using Kube.Cli.Joining;
using Kube.Cli.Kubeconfigs;
using Kube.Cli.Pki;
using Kube.Machinery.Certificates;
using Microsoft.Extensions.Time.Testing;

namespace Kube.Cli.Tests.Joining;

public sealed class NodeJoinTests : IDisposable
{
    private readonly TemporaryDirectory _temporary = new();
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 22, 12, 0, 0, TimeSpan.Zero));
    private readonly DataDirectory _directory;

    public NodeJoinTests()
    {
        _directory = new DataDirectory(_temporary.File("data"));
        _directory.Save(ClusterSettings.Default);
        Pki(ClusterSettings.Default).Ensure();
    }

    public void Dispose() => _temporary.Dispose();

    [Fact]
    public void Prepare_NewNode_HasATokenForTheOwnerOnly()
    {
        Assert.NotNull(Prepare(ClusterSettings.Default));

        var file = NodeJoin.BootstrapKubeconfigIn(_directory);
        Assert.Matches("token: [a-z0-9]{6}\\.[a-z0-9]{16}\n", File.ReadAllText(file));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        Assert.NotNull(NodeJoin.Unfinished(_directory, _time));
    }

    [Fact]
    public void Prepare_NodeThatHasJoined_NeedsNothing()
    {
        Join();

        Assert.Null(Prepare(ClusterSettings.Default));
        Assert.True(File.Exists(NodeJoin.KubeconfigIn(_directory)));
        Assert.Null(NodeJoin.Unfinished(_directory, _time));
    }

    [Fact]
    public void Prepare_CertificateEndedMeanwhile_JoinsAnew()
    {
        Join();
        _time.Advance(TimeSpan.FromDays(366));

        Assert.NotNull(Prepare(ClusterSettings.Default));
        Assert.False(File.Exists(NodeJoin.KubeconfigIn(_directory)));
    }

    [Fact]
    public void Prepare_OtherNameOrPort_JoinsAnew()
    {
        Join();
        Assert.NotNull(Prepare(ClusterSettings.Default with { Name = "other" }));

        Join();
        Assert.NotNull(Prepare(ClusterSettings.Default with { Port = 7443 }));
    }

    [Fact]
    public void Prepare_AuthorityMadeAnew_JoinsAnew()
    {
        Join();
        File.Delete(Path.Combine(_directory.Pki, "ca.crt"));
        File.Delete(Path.Combine(_directory.Pki, "ca.key"));
        Pki(ClusterSettings.Default).Ensure();

        Assert.NotNull(Prepare(ClusterSettings.Default));
    }

    /// <summary>What a kubelet leaves that got its certificate.</summary>
    private void Join()
    {
        var pki = Pki(ClusterSettings.Default);
        using var authority = pki.Authority.Load();
        using var certificate = authority.Issue(new X500DistinguishedName("O=system:nodes, CN=system:node:kube"), [], TimeSpan.FromDays(365));
        var files = new PemFiles(_directory.Kubelet, "node");
        files.Save(certificate);
        new ClusterCredentials(ClusterSettings.Default.Server, pki.Authority.CertificateFile, files.CertificateFile, files.KeyFile).WriteTo(NodeJoin.KubeconfigIn(_directory), "kube");
    }

    private NodeJoin? Prepare(ClusterSettings settings) => NodeJoin.Prepare(_directory, settings, Pki(settings), _time);

    private ClusterPki Pki(ClusterSettings settings) => new(_directory, settings, _time);
}
