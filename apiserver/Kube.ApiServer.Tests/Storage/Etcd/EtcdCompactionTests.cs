using Kube.ApiServer.Storage;
using Kube.ApiServer.Storage.Etcd;

namespace Kube.ApiServer.Tests.Storage.Etcd;

public sealed class EtcdCompactionTests(EtcdFixture etcd) : IClassFixture<EtcdFixture>
{
    private static readonly TimeSpan Never = TimeSpan.FromDays(1);

    [Fact]
    public async Task Tick_ManyServers_OneCompactsToTheRoundBefore()
    {
        await using var store = etcd.Open(EtcdFixture.NewPrefix());
        using var client = new EtcdClient(new EtcdOptions { Servers = [etcd.Member.Url] }, TimeProvider.System);
        await using var first = new EtcdCompaction(client, Never, TimeProvider.System);
        await using var second = new EtcdCompaction(client, Never, TimeProvider.System);
        await first.TickAsync(default);
        await second.TickAsync(default);
        var round = await store.CurrentRevisionAsync(default);
        var a = await store.WriteAsync(Write.Create(Objects.Key("a"), Objects.Pod("a")), default);
        Assert.Equal(1, await store.LoadAsync(_ => { }, default));
        await first.TickAsync(default);
        await second.TickAsync(default);
        Assert.Equal(round, await store.LoadAsync(_ => { }, default));
        await second.TickAsync(default);
        Assert.True(await store.LoadAsync(_ => { }, default) > a.Revision);
        Assert.Equal("3", (await etcd.Member.ControlAsync("get", "compact_rev_key", "-w", "fields")).Split('\n').Single(line => line.StartsWith("\"Version\"", StringComparison.Ordinal))[^1..]);
    }
}
