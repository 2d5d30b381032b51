using System.Security.Cryptography.X509Certificates;
using Kube.Controllers.Certificates;
using Kube.Machinery.Certificates;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Kube.Controllers.Tests.Certificates;

public sealed class CertificateKeeperTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("kube-keeper-");
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 5, 1, 12, 0, 0, TimeSpan.Zero));

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Run_ForTwoLivesOfTheAuthority_NoCertificateEverEnds()
    {
        Make();
        using var stop = new CancellationTokenSource();
        var running = await StartAsync(stop.Token);

        for (var days = 0; days < 120; days++)
        {
            _time.Advance(TimeSpan.FromHours(12));
            _time.Advance(TimeSpan.FromHours(12));
            var leaf = Leaf();
            Assert.True(leaf.Ends() > _time.GetUtcNow());
            using var authority = new AuthorityFiles(_folder.FullName, "ca", _time).Load();
            Assert.True(authority.Signed(leaf));
        }

        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
    }

    [Fact]
    public async Task Run_DamagedAuthority_TriesAgainWhenItIsMended()
    {
        Make();
        var before = Leaf();
        var key = await File.ReadAllTextAsync(PathOf("ca.key"));
        await File.WriteAllTextAsync(PathOf("ca.key"), "no key");
        using var stop = new CancellationTokenSource();
        var running = await StartAsync(stop.Token);

        _time.Advance(TimeSpan.FromDays(9));
        Assert.Equal(before.Thumbprint, Leaf().Thumbprint);
        await File.WriteAllTextAsync(PathOf("ca.key"), key);
        _time.Advance(TimeSpan.FromMinutes(1));

        Assert.NotEqual(before.Thumbprint, Leaf().Thumbprint);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
    }

    /// <summary>Without a context of the test to come back to, each step is done when the clock has moved.</summary>
    private Task<Task> StartAsync(CancellationToken cancellationToken) => Task.Factory.StartNew(
        () => new CertificateKeeper(_folder.FullName, TimeSpan.FromDays(10), _time, NullLogger.Instance).RunAsync(cancellationToken),
        CancellationToken.None, TaskCreationOptions.None, TaskScheduler.Default);

    /// <summary>A certificate of ten days, of an authority of sixty.</summary>
    private void Make()
    {
        var files = new AuthorityFiles(_folder.FullName, "ca", _time);
        files.Ensure("kubernetes", TimeSpan.FromDays(60));
        using var authority = files.Load();
        using var leaf = authority.Issue(new X500DistinguishedName("CN=leaf"), [], TimeSpan.FromDays(10));
        new PemFiles(_folder.FullName, "leaf").Save(leaf);
    }

    private X509Certificate2 Leaf() => new PemFiles(_folder.FullName, "leaf").Load()!;

    private string PathOf(string name) => Path.Combine(_folder.FullName, name);
}
