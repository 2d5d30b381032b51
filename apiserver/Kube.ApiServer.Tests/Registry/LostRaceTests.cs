using Kube.ApiServer.Admission;
using Kube.ApiServer.Authentication;
using Kube.ApiServer.Caching;
using Kube.ApiServer.Http.Options;
using Kube.ApiServer.Kinds;
using Kube.ApiServer.Kinds.Core.ConfigMaps;
using Kube.ApiServer.Registry;
using Kube.ApiServer.Storage;
using Kube.ApiServer.Storage.Sqlite;
using Kube.ApiServer.Tests.Storage;
using Kube.OpenApi.Json;
using Microsoft.Extensions.Time.Testing;

namespace Kube.ApiServer.Tests.Registry;

public sealed class LostRaceTests
{
    [Fact]
    public async Task Update_RaceLostAndCacheSlow_WaitsForTheOthersWriteAndIsMadeAgain()
    {
        using var folder = new TempFolder();
        var time = new ObservedClock();
        await using var store = new HeldChanges(SqliteStore.Open(folder.File("kube.db")));
        await using var hub = new CacheHub(store, new HistoryOptions(), time);
        var registry = new ResourceRegistry(store, new ResourceCaches(hub, BuiltInResources.All), new AdmissionChain([]), time);
        await hub.StartAsync(default);
        await registry.CreateAsync(ConfigMapKind.Resource, "default", new JsonMap { ["metadata"] = new JsonMap { ["name"] = "m" } }, default);

        var tries = 0;
        var update = registry.Updater.UpdateAsync(
            new WriteRequest(ConfigMapKind.Resource, null, "default", "m", UserInfo.Server, new WriteOptions { FieldManager = "test" }),
            async current =>
            {
                if (++tries == 1)
                {
                    store.Hold();
                    await OtherServerWritesAsync(store, registry);
                    time.Observe();
                }

                current!["data"] = new JsonMap { ["seen"] = current!.Map("data")?.String("other") ?? "nothing" };
                return current;
            },
            default).AsTask();

        await time.Waiting;
        // Longer than a client's read for a revision that may never come is made to wait.
        time.Advance(TimeSpan.FromSeconds(10));
        Assert.False(update.IsCompleted);
        store.Release();
        await update;

        Assert.Equal(2, tries);
        var written = await registry.FindAsync(ConfigMapKind.Resource, "default", "m", default);
        Assert.Equal("yes", written!.Map("data")!.String("seen"));
    }

    private static async Task OtherServerWritesAsync(HeldChanges store, ResourceRegistry registry)
    {
        var known = registry.Cache(ConfigMapKind.Resource).Current.Get("default", "m")!;
        var obj = ObjectCodec.Decode(known.Json, ConfigMapKind.Resource.Type);
        obj.Map("metadata")!.Remove("resourceVersion");
        obj["data"] = new JsonMap { ["other"] = "yes" };
        var key = StoreKey.Of(registry.Cache(ConfigMapKind.Resource).Prefix, "default", "m");
        Assert.True((await store.WriteAsync(Write.Update(key, ObjectCodec.Encode(obj, ConfigMapKind.Resource.Type), known.Revision), default)).Committed);
    }

    /// <summary>Tells when somebody begins to wait for something with a limit, from when it is to look.</summary>
    private sealed class ObservedClock : FakeTimeProvider
    {
        private readonly TaskCompletionSource _waiting = new(TaskCreationOptions.RunContinuationsAsynchronously);

        private volatile bool _isObserving;

        public Task Waiting => _waiting.Task;

        public void Observe() => _isObserving = true;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            var timer = base.CreateTimer(callback, state, dueTime, period);
            if (_isObserving && dueTime > TimeSpan.FromSeconds(1) && period == Timeout.InfiniteTimeSpan) _waiting.TrySetResult();
            return timer;
        }
    }
}
