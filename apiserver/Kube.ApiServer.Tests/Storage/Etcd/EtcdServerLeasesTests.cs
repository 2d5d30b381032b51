using Kube.ApiServer.Storage;
using Kube.ApiServer.Storage.Etcd;

namespace Kube.ApiServer.Tests.Storage.Etcd;

public sealed class EtcdServerLeasesTests(EtcdFixture etcd) : IClassFixture<EtcdFixture>
{
    private static readonly TimeSpan Minutes = TimeSpan.FromMinutes(5);

    [Fact]
    public async Task List_ServersRenewedAndRemoved_AreThoseThatAreThere()
    {
        using var client = Client();
        var leases = new EtcdServerLeases(client, new EtcdKeys(EtcdFixture.NewPrefix()), Minutes);
        Assert.Empty(await leases.ListAsync(default));
        await leases.RenewAsync("192.0.2.2", default);
        await leases.RenewAsync("192.0.2.1", default);
        await leases.RenewAsync("192.0.2.2", default);
        Assert.Equal(["192.0.2.1", "192.0.2.2"], await leases.ListAsync(default));
        await leases.RemoveAsync("192.0.2.2", default);
        Assert.Equal(["192.0.2.1"], await leases.ListAsync(default));
    }

    [Fact]
    public async Task List_ServerSaysNothingMore_EndsWithItsLease()
    {
        using var client = Client();
        var keys = new EtcdKeys(EtcdFixture.NewPrefix());
        var leases = new EtcdServerLeases(client, keys, Minutes);
        await new EtcdServerLeases(client, keys, TimeSpan.FromSeconds(1)).RenewAsync("192.0.2.1", default);
        await leases.RenewAsync("192.0.2.2", default);
        using var soon = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while ((await leases.ListAsync(soon.Token)).Count > 1) await timer.WaitForNextTickAsync(soon.Token);
        Assert.Equal(["192.0.2.2"], await leases.ListAsync(default));
    }

    [Fact]
    public async Task Load_BesideObjects_ShowsNoServers()
    {
        var prefix = EtcdFixture.NewPrefix();
        await using var store = etcd.Open(prefix);
        var start = await store.CurrentRevisionAsync(default);
        await store.Servers.RenewAsync("192.0.2.1", default);
        var key = Objects.Key("a");
        await store.WriteAsync(Write.Create(key, Objects.Pod("a")), default);

        var seen = new List<string>();
        await foreach (var batch in store.ChangesAsync(start, default))
        {
            seen.AddRange(batch.Changes.Select(change => change.Key));
            if (seen.Count > 0) break;
        }

        Assert.Equal([key], seen);
        await store.CompactAsync(await store.CurrentRevisionAsync(default), default);
        var loaded = new List<string>();
        await store.LoadAsync(change => loaded.Add(change.Key), default);
        Assert.Equal([key], loaded);
    }

    private EtcdClient Client() => new(new EtcdOptions { Servers = [etcd.Member.Url] }, TimeProvider.System);
}
