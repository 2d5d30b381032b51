using Kube.ApiServer.Admission;
using Kube.ApiServer.Caching;
using Kube.ApiServer.Expiry;
using Kube.ApiServer.Kinds;
using Kube.ApiServer.Kinds.Core.Events;
using Kube.ApiServer.Registry;
using Kube.ApiServer.Storage.Sqlite;
using Kube.ApiServer.Tests.Storage;
using Kube.OpenApi.Json;
using Microsoft.Extensions.Time.Testing;

namespace Kube.ApiServer.Tests.Expiry;

public sealed class EventExpiryTests
{
    [Fact]
    public async Task Sweep_AnHourLater_DeletesWhatWasNotRenewed()
    {
        using var folder = new TempFolder();
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
        await using var store = SqliteStore.Open(folder.File("kube.db"));
        await using var hub = new CacheHub(store, new HistoryOptions(), TimeProvider.System);
        var registry = new ResourceRegistry(store, new ResourceCaches(hub, BuiltInResources.All), new AdmissionChain([]), time);
        await hub.StartAsync(CancellationToken.None);
        await using var expiry = new EventExpiry(registry, TimeSpan.FromHours(1), Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance);
        await registry.CreateAsync(EventKind.Resource, "default", Event("old"), CancellationToken.None);
        await registry.CreateAsync(EventKind.Resource, "default", Event("renewed"), CancellationToken.None);

        time.Advance(TimeSpan.FromMinutes(50));
        await registry.ChangeAsync(EventKind.Resource, "default", "renewed", seen => seen["lastTimestamp"] = "2026-01-01T00:50:00Z", CancellationToken.None);
        time.Advance(TimeSpan.FromMinutes(15));
        await expiry.SweepAsync(CancellationToken.None);

        Assert.Null(await registry.LookUpAsync(EventKind.Resource, "default", "old", CancellationToken.None));
        Assert.NotNull(await registry.LookUpAsync(EventKind.Resource, "default", "renewed", CancellationToken.None));
    }

    private static JsonMap Event(string name) => new()
    {
        ["metadata"] = new JsonMap { ["name"] = name },
        ["involvedObject"] = new JsonMap { ["kind"] = "Pod", ["namespace"] = "default", ["name"] = "p" },
        ["lastTimestamp"] = "2026-01-01T00:00:00Z",
    };
}
