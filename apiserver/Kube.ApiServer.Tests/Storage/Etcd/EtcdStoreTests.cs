using Kube.ApiServer.Storage;
using Kube.Tests.Etcd;

namespace Kube.ApiServer.Tests.Storage.Etcd;

public sealed class EtcdStoreTests(EtcdFixture etcd) : ObjectStoreContract, IClassFixture<EtcdFixture>, IDisposable
{
    private readonly string _prefix = EtcdFixture.NewPrefix();
    private readonly TempFolder _folder = new();
    private EtcdMember? _restored;

    public void Dispose()
    {
        _restored?.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Keys_AreUpstreamsBelowThePrefix()
    {
        await Create("a");
        Assert.Equal($"{_prefix}/pods/default/a", await etcd.Member.ControlAsync("get", "--prefix", _prefix, "--keys-only"));
        Assert.Equal(Objects.Text(Objects.Pod("a")), await etcd.Member.ControlAsync("get", $"{_prefix}/pods/default/a", "--print-value-only"));
    }

    [Fact]
    public async Task CurrentRevision_AnotherServersWrite_IsIncluded()
    {
        await using var other = etcd.Open(_prefix);
        for (var i = 0; i < 20; i++)
        {
            var written = await other.WriteAsync(Write.Create(Objects.Key($"a{i}"), Objects.Pod("a")), default);
            Assert.Equal(written.Revision, await Store.CurrentRevisionAsync(default));
        }
    }

    [Fact]
    public async Task Changes_OfOtherPrefixes_OnlyMoveTheRevision()
    {
        await using var changes = Store.ChangesAsync(await Store.CurrentRevisionAsync(default), default).GetAsyncEnumerator();
        var elsewhere = await etcd.Member.ControlAsync("put", "/somewhere/else", "x");
        Assert.Equal("OK", elsewhere);
        Assert.True(await changes.MoveNextAsync());
        Assert.Empty(changes.Current.Changes);
        Assert.Equal(await Store.CurrentRevisionAsync(default), changes.Current.Revision);
    }

    [Fact]
    public async Task Write_TooLarge_IsRefusedInGrpcsWords()
    {
        var error = await Assert.ThrowsAsync<StoreException>(async () => await Store.WriteAsync(Write.Create(Objects.Key("a"), new byte[3_000_000]), default));
        Assert.Contains("larger than max", error.Message);
    }

    private protected override Task<IObjectStore> OpenAsync() => Task.FromResult<IObjectStore>(etcd.Open(_prefix));

    private protected override async Task<IObjectStore> OpenBackupAsync(string path)
    {
        _restored = new EtcdMember(_folder.File(""), "restored");
        await _restored.ControlAsync(
            "snapshot", "restore", path, "--data-dir", _restored.Data, "--name", _restored.Name,
            "--initial-cluster", $"{_restored.Name}={_restored.PeerUrl}", "--initial-advertise-peer-urls", _restored.PeerUrl);
        _restored.Start();
        return EtcdFixture.Open(_prefix, [_restored.Url]);
    }
}
