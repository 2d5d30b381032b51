using Kube.ApiServer.Caching;
using Kube.ApiServer.Tests.Storage;

namespace Kube.ApiServer.Tests.Caching;

public sealed class SnapshotTests : CacheFixture
{
    [Fact]
    public async Task Latest_AfterAWrite_SeesItWithItsRevisionInTheBytes()
    {
        var revision = await Create("a", app: "web", node: "n1");
        var snapshot = await Pods.LatestAsync(Soon);
        var pod = snapshot.Get("default", "a")!;
        Assert.Equal(revision, snapshot.Revision);
        Assert.Equal(revision, pod.Revision);
        Assert.Contains($"\"uid\":\"7c2e\",\"resourceVersion\":\"{revision}\",\"labels\"", Objects.Text(pod.Json));
        Assert.True(pod.Labels.TryGetValue("app", out var app));
        Assert.Equal("web", app);
        Assert.Equal(["n1"], pod.Fields);
    }

    [Fact]
    public async Task Latest_UnderWriters_NeverMissesAnAcknowledgedWrite() =>
        await Task.WhenAll(Enumerable.Range(0, 8).Select(writer => Task.Run(async () =>
        {
            for (var i = 0; i < 100; i++)
            {
                var revision = await Create($"{writer}-{i}");
                var snapshot = await Pods.LatestAsync(Soon);
                Assert.True(snapshot.Revision >= revision);
                Assert.NotNull(snapshot.Get("default", $"{writer}-{i}"));
            }
        })));

    [Fact]
    public async Task NotOlderThan_FutureThatDoesNotCome_SaysTooLarge()
    {
        var revision = await Create("a");
        await Pods.LatestAsync(Soon);
        var read = Pods.NotOlderThanAsync(revision + 100, Soon).AsTask();
        Pass(TimeSpan.FromSeconds(3));
        var error = await Assert.ThrowsAsync<TooLargeResourceVersionException>(() => read);
        Assert.Equal($"Too large resource version: {revision + 100}, current: {revision}", error.Message);
    }

    [Fact]
    public async Task NotOlderThan_FutureThatComes_Waits()
    {
        var revision = await Create("a");
        var read = Pods.NotOlderThanAsync(revision + 1, Soon).AsTask();
        Assert.False(read.IsCompleted);
        await Create("b");
        Assert.NotNull((await read).Get("default", "b"));
    }

    [Fact]
    public async Task At_EveryRevisionOfThePast_IsExact()
    {
        var random = new Random(1);
        var state = new SortedDictionary<string, long>(StringComparer.Ordinal);
        var past = new List<(long Revision, KeyValuePair<string, long>[] State)>();
        for (var i = 0; i < 600; i++)
        {
            var name = $"pod-{random.Next(40)}";
            var known = state.GetValueOrDefault(name);
            if (known == 0) state[name] = await Create(name);
            else if (random.Next(3) > 0) state[name] = await Update(name, known);
            else state.Remove(name);
            var revision = state.TryGetValue(name, out var written) ? written : await Delete(name, known);
            past.Add((revision, [.. state]));
        }

        foreach (var (revision, expected) in past)
        {
            var snapshot = await Pods.AtAsync(revision, Soon);
            Assert.Equal(revision, snapshot.Revision);
            Assert.Equal(expected, snapshot.Enumerate().Select(item => KeyValuePair.Create(item.Name, item.Revision)));
        }
    }

    [Fact]
    public async Task At_OlderThanTheAge_IsExpired()
    {
        var old = await Create("a");
        await Pods.LatestAsync(Soon);
        Pass(TimeSpan.FromMinutes(1));
        var recent = await Create("b");
        await Pods.LatestAsync(Soon);
        Pass(TimeSpan.FromMinutes(4.5));
        Assert.Equal(1, (await Pods.AtAsync(old, Soon)).Count());
        await Assert.ThrowsAsync<ExpiredException>(() => Pods.AtAsync(old - 1, Soon).AsTask());
        Pass(TimeSpan.FromMinutes(1));
        await Assert.ThrowsAsync<ExpiredException>(() => Pods.AtAsync(old, Soon).AsTask());
        Assert.Equal(2, (await Pods.AtAsync(recent, Soon)).Count());
    }

    [Fact]
    public async Task At_AfterARestart_StillHasThePast()
    {
        var first = await Create("a");
        await Delete("a", first);
        await RestartAsync();
        Assert.NotNull((await Pods.AtAsync(first, Soon)).Get("default", "a"));
        Assert.Null((await Pods.LatestAsync(Soon)).Get("default", "a"));
    }

    [Fact]
    public async Task Enumerate_NamespaceAndStart_PagesInOrder()
    {
        foreach (var @namespace in new[] { "a", "a-b", "b" })
        {
            for (var i = 0; i < 50; i++) await Create($"pod-{i:d2}", @namespace);
        }

        var snapshot = await Pods.LatestAsync(Soon);
        Assert.Equal(150, snapshot.Count());
        Assert.Equal(50, snapshot.Count("a"));
        Assert.Equal(0, snapshot.Count("a-"));
        Assert.Equal(["a-b", "a", "b"], snapshot.Enumerate().Select(pod => pod.Namespace).Distinct());
        var page = snapshot.Enumerate("a").Take(20).ToList();
        var rest = snapshot.Enumerate("a", page[^1].Key).ToList();
        Assert.Equal(Enumerable.Range(0, 50).Select(i => $"pod-{i:d2}"), page.Concat(rest).Select(pod => pod.Name));
        Assert.Equal(30, snapshot.CountAfter(page[^1].Key, "a"));
        Assert.Equal(80, snapshot.CountAfter(page[^1].Key));
    }

    [Fact]
    public async Task Register_AfterTheObjects_HasThemAndTheirHistory()
    {
        var key = ApiServer.Storage.StoreKey.Of("/registry/stable.example.com/crontabs/", "default", "c");
        var created = await Store.WriteAsync(ApiServer.Storage.Write.Create(key, Objects.Pod("c")), Soon);
        await Store.WriteAsync(ApiServer.Storage.Write.Delete(key, created.Revision), Soon);
        await Pods.LatestAsync(Soon);
        var crontabs = Hub.Register("/registry/stable.example.com/crontabs/", JsonIndexer.LabelsOnly);
        Assert.NotNull((await crontabs.AtAsync(created.Revision, Soon)).Get("default", "c"));
        Assert.Equal(0, (await crontabs.LatestAsync(Soon)).Count());
    }

    [Fact]
    public async Task Register_OtherFields_SelectsByThem()
    {
        await Create("a", app: "web");
        await Pods.LatestAsync(Soon);
        using var watch = Pods.WatchFromState(WatchScope.All, false, Soon);
        Hub.Register(Objects.Pods, new JsonIndexer(new SelectableField("app", "none", "metadata.labels.none", "metadata.name")));
        Assert.Equal(["a"], (await Pods.LatestAsync(Soon)).Get("default", "a")!.Fields);
        Assert.Equal(WatchEnd.Closed, watch.End);
    }

    [Fact]
    public async Task Completion_DamagedObject_SaysWhich()
    {
        await Store.WriteAsync(ApiServer.Storage.Write.Create(Objects.Key("bad"), "{\"metadata\":{\"uid\""u8.ToArray()), Soon);
        var error = await Assert.ThrowsAsync<ApiServer.Storage.StoreException>(() => Hub.Completion.WaitAsync(Soon));
        Assert.Contains("/registry/pods/default/bad", error.Message);
    }

    [Fact]
    public async Task GetOrDerive_Twice_MakesItOnce()
    {
        await Create("a");
        var pod = (await Pods.LatestAsync(Soon)).Get("default", "a")!;
        var (slot, other) = (new object(), new object());
        var made = pod.GetOrDerive(slot, state => state.Name + "!");
        Assert.Equal("a!", made);
        Assert.Same(made, pod.GetOrDerive<string>(slot, _ => throw new InvalidOperationException()));
        Assert.Equal("other", pod.GetOrDerive(other, _ => "other"));
    }
}
