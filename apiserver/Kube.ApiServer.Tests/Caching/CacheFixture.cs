using Kube.ApiServer.Caching;
using Kube.ApiServer.Storage;
using Kube.ApiServer.Storage.Sqlite;
using Kube.ApiServer.Tests.Storage;
using Microsoft.Extensions.Time.Testing;

namespace Kube.ApiServer.Tests.Caching;

/// <summary>A cache of pods over a store of its own, both of which can be started anew.</summary>
public abstract class CacheFixture : IAsyncLifetime, IDisposable
{
    private readonly TempFolder _folder = new();

    private protected static CancellationToken Soon => new CancellationTokenSource(TimeSpan.FromSeconds(30)).Token;

    private protected FakeTimeProvider Time { get; } = new();

    private protected IObjectStore Store { get; private set; } = null!;

    private protected CacheHub Hub { get; private set; } = null!;

    private protected WatchCache Pods { get; private set; } = null!;

    private protected virtual HistoryOptions Options => new();

    public Task InitializeAsync() => StartAsync();

    public Task DisposeAsync() => StopAsync();

    public void Dispose()
    {
        _folder.Dispose();
        GC.SuppressFinalize(this);
    }

    private protected async Task RestartAsync()
    {
        await StopAsync();
        await StartAsync();
    }

    /// <summary>Lets time pass as the server would see it: second by second.</summary>
    private protected void Pass(TimeSpan time)
    {
        for (var i = 0; i < time.TotalSeconds; i++)
        {
            Time.Advance(TimeSpan.FromSeconds(1));
            Hub.Tick();
        }
    }

    private protected Task<long> Create(string name, string @namespace = "default", string? app = null, string? node = null) =>
        CommitAsync(WriteOf(name, 0, @namespace, app, node));

    private protected Task<long> Update(string name, long expected, string @namespace = "default", string? app = null, string? node = null) =>
        CommitAsync(WriteOf(name, expected, @namespace, app, node));

    private protected Task<long> Delete(string name, long expected, string @namespace = "default") =>
        CommitAsync(ApiServer.Storage.Write.Delete(Objects.Key(name, @namespace), expected));

    private async Task<long> CommitAsync(Write write)
    {
        var result = await Store.WriteAsync(write, Soon);
        Assert.Equal(WriteOutcome.Committed, result.Outcome);
        return result.Revision;
    }

    private async Task StartAsync()
    {
        Store = SqliteStore.Open(_folder.File("kube.db"));
        Hub = new CacheHub(Store, Options, Time);
        Pods = Hub.Register(Objects.Pods, new JsonIndexer(new SelectableField("spec.nodeName")));
        await Hub.StartAsync(Soon);
    }

    private async Task StopAsync()
    {
        await Hub.DisposeAsync();
        await Store.DisposeAsync();
    }

    private static Write WriteOf(string name, long expected, string @namespace, string? app, string? node)
    {
        var (key, value) = (Objects.Key(name, @namespace), Objects.Pod(name, @namespace, app, node));
        return expected == 0 ? ApiServer.Storage.Write.Create(key, value) : ApiServer.Storage.Write.Update(key, value, expected);
    }
}
