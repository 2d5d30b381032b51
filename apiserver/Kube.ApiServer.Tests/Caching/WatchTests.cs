using System.Buffers;
using Kube.ApiServer.Caching;
using Kube.ApiServer.Tests.Storage;

namespace Kube.ApiServer.Tests.Caching;

public sealed class WatchTests : CacheFixture
{
    private static readonly WatchScope Web = new() { Matches = state => state.Labels.TryGetValue("app", out var app) && app == "web" };

    [Fact]
    public async Task WatchAfter_Changes_ShowsEachWithItsFrame()
    {
        var start = await Store.CurrentRevisionAsync(Soon);
        using var watch = Pods.WatchAfter(start, WatchScope.All, false, Soon);
        var created = await Create("a");
        var updated = await Update("a", created, app: "web");
        var deleted = await Delete("a", updated);
        var items = await Take(watch, 3);
        Assert.Equal([Seen("ADDED", "a", created), Seen("MODIFIED", "a", updated), Seen("DELETED", "a", deleted)], items.Select(Seen));
        Assert.StartsWith("{\"type\":\"DELETED\",\"object\":{\"kind\":\"Pod\"", Frame(items[2]));
        Assert.Contains($"\"resourceVersion\":\"{deleted}\",\"labels\":{{\"app\":\"web\"}}", Frame(items[2]));
        Assert.EndsWith("}}}\n", Frame(items[2]));
    }

    [Fact]
    public async Task WatchFromState_HasTheStateThenAMarkThenChanges()
    {
        var a = await Create("a");
        var b = await Create("b");
        await Pods.LatestAsync(Soon);
        using var watch = Pods.WatchFromState(WatchScope.All, true, Soon);
        var c = await Create("c");
        var items = await Take(watch, 4);
        Assert.Equal([Seen("ADDED", "a", a), Seen("ADDED", "b", b), Seen("BOOKMARK", null, b), Seen("ADDED", "c", c)], items.Select(Seen));
        Assert.True(items[2].EndsInitialEvents);
    }

    [Fact]
    public async Task Selector_ObjectEntersAndLeaves_IsAddedAndDeleted()
    {
        var a = await Create("a", app: "db");
        var start = await Store.CurrentRevisionAsync(Soon);
        using var live = Pods.WatchAfter(start, Web, false, Soon);
        var entered = await Update("a", a, app: "web");
        var changed = await Update("a", entered, app: "web", node: "n1");
        var left = await Update("a", changed, app: "db");
        var ignored = await Update("a", left, app: "db", node: "n2");
        await Delete("a", ignored);
        var back = await Create("b", app: "web");
        string[] expected =
            [Seen("ADDED", "a", entered), Seen("MODIFIED", "a", changed), Seen("DELETED", "a", left), Seen("ADDED", "b", back)];
        var items = await Take(live, 4);
        Assert.Equal(expected, items.Select(Seen));
        Assert.Contains($"\"resourceVersion\":\"{left}\",\"labels\":{{\"app\":\"web\"}}", Frame(items[2]));
        using var late = Pods.WatchAfter(start, Web, false, Soon);
        Assert.Equal(expected, (await Take(late, 4)).Select(Seen));
    }

    [Theory]
    [InlineData("default", null, null)]
    [InlineData(null, "a", null)]
    [InlineData("default", "a", null)]
    [InlineData(null, null, "n1")]
    [InlineData("default", null, "n1")]
    public async Task Scope_AnyKind_ShowsWhatAFullWatchFilteredWould(string? @namespace, string? name, string? node)
    {
        var scope = new WatchScope { Namespace = @namespace, Name = name, Field = node is null ? null : (0, node) };
        var start = await Store.CurrentRevisionAsync(Soon);
        using var scoped = Pods.WatchAfter(start, scope, false, Soon);
        using var all = Pods.WatchAfter(start, WatchScope.All, false, Soon);
        foreach (var space in new[] { "default", "other" })
        {
            foreach (var pod in new[] { "a", "b" })
            {
                var created = await Create(pod, space);
                var bound = await Update(pod, created, space, node: "n1");
                var moved = await Update(pod, bound, space, node: pod == "a" ? "n2" : "n1");
                await Delete(pod, moved, space);
            }
        }

        var end = await Create("a", "default", node: "n1");
        var full = await Take(all, 17);
        var expected = Filter(full, scope);
        Assert.Equal(Seen("ADDED", "a", end), expected[^1]);
        Assert.Equal(expected, (await Take(scoped, expected.Count)).Select(Seen));
    }

    [Fact]
    public async Task WatchAfter_ThePast_ResumesWithoutGapAlsoAfterARestart()
    {
        var revisions = new List<long>();
        for (var i = 0; i < 400; i++) revisions.Add(await Create($"pod-{i:d3}"));
        await RestartAsync();
        using var watch = Pods.WatchAfter(revisions[99], WatchScope.All, false, Soon);
        revisions.Add(await Create("live"));
        Assert.Equal(revisions.Skip(100), (await Take(watch, 301)).Select(item => item.Revision));
    }

    [Fact]
    public async Task WatchAfter_UnderWriters_EverySubscriberSeesEverythingOnceInOrder()
    {
        var start = await Store.CurrentRevisionAsync(Soon);
        var watchers = Enumerable.Range(0, 20).Select(i => Task.Run(async () =>
        {
            await Pods.NotOlderThanAsync(start + (20 * i), Soon);
            using var watch = Pods.WatchAfter(start, WatchScope.All, false, Soon);
            return (await Take(watch, 800)).ConvertAll(item => item.Revision);
        })).ToArray();
        await Task.WhenAll(Enumerable.Range(0, 8).Select(writer => Task.Run(async () =>
        {
            for (var i = 0; i < 100; i++) await Create($"{writer}-{i}");
        })));
        var expected = Enumerable.Range(1, 800).Select(i => start + i).ToList();
        foreach (var watcher in watchers) Assert.Equal(expected, await watcher);
    }

    [Fact]
    public async Task WatchAfter_TheFuture_StartsThere()
    {
        var now = await Create("a");
        using var watch = Pods.WatchAfter(now + 1, WatchScope.All, false, Soon);
        await Create("b");
        var c = await Create("c");
        Assert.Equal(Seen("ADDED", "c", c), Seen((await Take(watch, 1))[0]));
    }

    [Fact]
    public async Task WatchAfter_BeforeTheHistory_IsExpired()
    {
        var first = await Create("a");
        await Update("a", first);
        await Pods.LatestAsync(Soon);
        Pass(TimeSpan.FromMinutes(5.1));
        Assert.Throws<ExpiredException>(() => Pods.WatchAfter(first, WatchScope.All, false, Soon));
        Pods.WatchAfter(first + 1, WatchScope.All, false, Soon).Dispose();
    }

    [Fact]
    public async Task Bookmarks_OnAnIdleWatch_ComeEveryMinuteAboutWithTheStoresRevision()
    {
        using var watch = Pods.WatchAfter(await Store.CurrentRevisionAsync(Soon), WatchScope.All, true, Soon);
        using var without = Pods.WatchAfter(await Store.CurrentRevisionAsync(Soon), WatchScope.All, false, Soon);
        var elsewhere = await Store.WriteAsync(ApiServer.Storage.Write.Create("/registry/nodes/n1", Objects.Pod("n1")), Soon);
        await Pods.LatestAsync(Soon);
        Pass(TimeSpan.FromMinutes(1.1));
        var mark = (await Take(watch, 1))[0];
        Assert.Equal((WatchEventType.Bookmark, elsewhere.Revision, false), (mark.Type, mark.Revision, mark.EndsInitialEvents));
        Assert.False(without.TryRead(out _));
        Assert.False(watch.TryRead(out _));
        watch.RequestBookmark();
        Assert.Equal(WatchEventType.Bookmark, (await Take(watch, 1))[0].Type);
    }

    [Fact]
    public async Task Cancel_WhileWaiting_EndsTheWatch()
    {
        using var stop = new CancellationTokenSource();
        using var watch = Pods.WatchAfter(1, WatchScope.All, false, stop.Token);
        Assert.False(watch.TryRead(out _));
        var waiting = watch.WaitAsync();
        await stop.CancelAsync();
        Assert.False(await waiting);
        Assert.Equal(WatchEnd.Cancelled, watch.End);
    }

    [Fact]
    public async Task EndWatches_BufferedEvents_AreStillRead()
    {
        using var watch = Pods.WatchAfter(1, WatchScope.All, false, Soon);
        var a = await Create("a");
        await Pods.LatestAsync(Soon);
        Pods.EndWatches();
        Assert.Equal(a, (await Take(watch, 1))[0].Revision);
        Assert.False(await watch.WaitAsync());
        Assert.Equal(WatchEnd.Closed, watch.End);
    }

    [Fact]
    public async Task EndWatches_PastNotReadYet_IsStillRead()
    {
        var a = await Create("a");
        await Pods.LatestAsync(Soon);
        using var watch = Pods.WatchAfter(1, WatchScope.All, false, Soon);
        var b = await Create("b");
        await Pods.LatestAsync(Soon);
        Pods.EndWatches();
        Assert.Equal([a, b], (await Take(watch, 2)).Select(item => item.Revision));
        Assert.False(await watch.WaitAsync());
    }

    private static List<string> Filter(List<WatchItem> all, WatchScope scope)
    {
        var shown = new List<string>();
        foreach (var item in all)
        {
            var current = item.Type == WatchEventType.Deleted ? null : item.Object;
            var (was, isNow) = (item.Previous is { } before && scope.Includes(before), current is not null && scope.Includes(current));
            if (was || isNow) shown.Add(Seen(!was ? "ADDED" : isNow ? "MODIFIED" : "DELETED", item.Object!.Name, item.Revision));
        }

        return shown;
    }

    private static async Task<List<WatchItem>> Take(WatchSubscription watch, int count)
    {
        var items = new List<WatchItem>();
        while (items.Count < count && await watch.WaitAsync())
        {
            while (items.Count < count && watch.TryRead(out var item)) items.Add(item);
        }

        return items;
    }

    private static string Seen(WatchItem item) => Seen(item.Type.ToString().ToUpperInvariant(), item.Object?.Name, item.Object?.Revision ?? item.Revision);

    private static string Seen(string type, string? name, long revision) => $"{type} {name} {revision}";

    private static string Frame(WatchItem item)
    {
        var output = new ArrayBufferWriter<byte>();
        item.WriteFrame(output);
        return Objects.Text(output.WrittenMemory);
    }
}
