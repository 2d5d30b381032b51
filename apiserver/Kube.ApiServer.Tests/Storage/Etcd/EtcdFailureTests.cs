using System.Text.Json.Nodes;
using Kube.ApiServer.Caching;
using Kube.ApiServer.Storage;
using Kube.ApiServer.Storage.Etcd;
using Kube.Tests.Etcd;

namespace Kube.ApiServer.Tests.Storage.Etcd;

/// <summary>What happens while etcd, or a member of it, is away.</summary>
public sealed class EtcdFailureTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly List<EtcdMember> _members = [];

    private static CancellationToken Soon => new CancellationTokenSource(TimeSpan.FromMinutes(1)).Token;

    public void Dispose()
    {
        foreach (var member in _members) member.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Kill_OneMemberOfThree_LosesNothingAcknowledged()
    {
        StartMembers(3);
        await using var one = Open(_members);
        await using var other = Open(_members.AsEnumerable().Reverse());
        var start = await one.CurrentRevisionAsync(Soon);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Soon);
        var seen = FollowAsync(other, start, stop.Token);
        var counters = Enumerable.Range(0, 12).Select(i => new Counter(i % 2 == 0 ? one : other, $"counter-{i}")).ToList();
        using var writing = new CancellationTokenSource();
        var writers = counters.Select(counter => Task.Run(() => counter.RunAsync(writing.Token))).ToList();

        // The leader goes: that is the one that hurts.
        await WaitForAsync(counters, 20);
        var leader = await LeaderAsync();
        leader.Kill();
        await WaitForAsync(counters, 20);
        leader.Start();
        await WaitForAsync(counters, 20);
        await writing.CancelAsync();
        await Task.WhenAll(writers);

        var stored = new Dictionary<string, (long Revision, byte[] Value)>(StringComparer.Ordinal);
        var loaded = await one.LoadAsync(change => stored[change.Key] = (change.Revision, change.Value.ToArray()), Soon);
        var end = await one.CurrentRevisionAsync(Soon);
        var history = await ReadAsync(one, loaded, end);
        foreach (var change in history) stored[change.Key] = (change.Revision, change.Value.ToArray());
        var byRevision = history.ToDictionary(change => change.Revision);
        foreach (var counter in counters)
        {
            Assert.All(counter.Acknowledged, write => Assert.Equal((counter.Key, write.Value), (byRevision[write.Revision].Key, Objects.Text(byRevision[write.Revision].Value))));
            Assert.True(stored[counter.Key].Revision >= counter.Acknowledged[^1].Revision);
        }

        await WaitUntilAsync(() => seen.Changes.Count > 0 && seen.Changes[^1].Revision == history[^1].Revision);
        await stop.CancelAsync();
        Assert.Equal(history.Select(change => (change.Revision, change.Key)), seen.Changes.Select(change => (change.Revision, change.Key)));
    }

    [Fact]
    public async Task Changes_EtcdStartsAgain_GoOnWithoutGap()
    {
        StartMembers(1);
        await using var store = Open(_members);
        var start = await store.CurrentRevisionAsync(Soon);
        await using var changes = store.ChangesAsync(start, Soon).GetAsyncEnumerator();
        var a = await CreateAsync(store, "a");
        Assert.True(await changes.MoveNextAsync());
        _members[0].Kill();
        _members[0].Start();
        // A read is made again on a new connection; a write that finds the old one broken would be of unknown end.
        Assert.Equal(a, await store.CurrentRevisionAsync(Soon));
        var b = await CreateAsync(store, "b");
        Assert.Equal(a, changes.Current.Revision);
        Assert.True(await changes.MoveNextAsync());
        Assert.Equal(b, changes.Current.Revision);
    }

    [Fact]
    public async Task Write_EtcdIsAway_WaitsForItAndThenFailsWithoutEffect()
    {
        StartMembers(1);
        await using var store = Open(_members);
        var a = await CreateAsync(store, "a");
        _members[0].Kill();
        var error = await Assert.ThrowsAsync<StoreException>(() => CreateAsync(store, "b"));
        Assert.Contains("etcd cannot be reached", error.Message);
        _members[0].Start();
        Assert.Equal(a, await store.CurrentRevisionAsync(Soon));
    }

    [Fact]
    public async Task Hub_AwayForLongerThanHistory_TakesTheNewState()
    {
        StartMembers(1);
        await using var store = Open(_members);
        await using var hub = new CacheHub(store, new HistoryOptions(), TimeProvider.System);
        var pods = hub.Register(Objects.Pods, new JsonIndexer(new SelectableField("spec.nodeName")));
        await CreateAsync(store, "gone");
        var kept = await CreateAsync(store, "kept");
        await hub.StartAsync(Soon);
        using var watch = pods.WatchAfter(kept, new WatchScope(), wantsBookmarks: false, Soon);

        _members[0].Kill();
        using (var elsewhere = _members[0].Elsewhere())
        {
            elsewhere.Start();
            await using var another = Open([elsewhere]);
            await DeleteAsync(another, "gone", kept - 1);
            await CreateAsync(another, "new");
            await another.CompactAsync(await another.CurrentRevisionAsync(Soon), Soon);
        }

        _members[0].Start();
        while (await watch.WaitAsync()) Assert.False(watch.TryRead(out _));
        Assert.Equal(WatchEnd.Closed, watch.End);
        var snapshot = await pods.LatestAsync(Soon);
        Assert.Equal(["kept", "new"], snapshot.Enumerate().Select(pod => pod.Name));
        Assert.Throws<ExpiredException>(() => pods.WatchAfter(kept, new WatchScope(), wantsBookmarks: false, Soon));
        var later = await CreateAsync(store, "later");
        Assert.True((await pods.LatestAsync(Soon)).Revision >= later);
    }

    [Fact]
    public async Task Changes_EtcdWasBroughtBackToThePast_Fail()
    {
        StartMembers(1);
        await using var store = Open(_members);
        var a = await CreateAsync(store, "a");
        await using var changes = store.ChangesAsync(a + 1000, Soon).GetAsyncEnumerator();
        var error = await Assert.ThrowsAsync<StoreRevertedException>(async () => await changes.MoveNextAsync());
        Assert.Contains("--bump-revision", error.Message);
    }

    private void StartMembers(int count)
    {
        for (var i = 0; i < count; i++) _members.Add(new EtcdMember(_folder.File(""), $"m{i}"));
        foreach (var member in _members)
        {
            member.InitialCluster = string.Join(',', _members.Select(each => $"{each.Name}={each.PeerUrl}"));
            member.Start();
        }
    }

    private static EtcdStore Open(IEnumerable<EtcdMember> members) => EtcdFixture.Open(EtcdOptions.DefaultPrefix, [.. members.Select(member => member.Url)]);

    private async Task<EtcdMember> LeaderAsync()
    {
        foreach (var member in _members)
        {
            var status = JsonNode.Parse(await member.ControlAsync("endpoint", "status", "-w", "json"))![0]!["Status"]!;
            if ((ulong)status["header"]!["member_id"]! == (ulong)status["leader"]!) return member;
        }

        throw new InvalidOperationException("no member leads");
    }

    private static async Task<long> CreateAsync(EtcdStore store, string name)
    {
        var result = await store.WriteAsync(Write.Create(Objects.Key(name), Objects.Pod(name)), Soon);
        Assert.True(result.Committed);
        return result.Revision;
    }

    private static async Task DeleteAsync(EtcdStore store, string name, long revision) =>
        Assert.True((await store.WriteAsync(Write.Delete(Objects.Key(name), revision), Soon)).Committed);

    /// <summary>Until each has been acknowledged so many more writes.</summary>
    private static Task WaitForAsync(List<Counter> counters, int writes)
    {
        var goals = counters.Select(counter => counter.Count + writes).ToList();
        return WaitUntilAsync(() => counters.Zip(goals).All(pair => pair.First.Count >= pair.Second));
    }

    private static async Task WaitUntilAsync(Func<bool> condition)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (!condition()) await timer.WaitForNextTickAsync(Soon);
    }

    private static async Task<List<StoredChange>> ReadAsync(EtcdStore store, long after, long through)
    {
        var all = new List<StoredChange>();
        await foreach (var batch in store.ChangesAsync(after, Soon))
        {
            all.AddRange(batch.Changes);
            if (batch.Revision >= through) break;
        }

        return all;
    }

    private static Followed FollowAsync(EtcdStore store, long after, CancellationToken cancellationToken)
    {
        var followed = new Followed([]);
        _ = Task.Run(
            async () =>
            {
                await foreach (var batch in store.ChangesAsync(after, cancellationToken)) followed.Add(batch.Changes);
            },
            cancellationToken);
        return followed;
    }

    private sealed record Followed(List<StoredChange> All)
    {
        public IReadOnlyList<StoredChange> Changes
        {
            get
            {
                lock (All) return [.. All];
            }
        }

        public void Add(IReadOnlyList<StoredChange> changes)
        {
            lock (All) All.AddRange(changes);
        }
    }

    /// <summary>One client that counts up one object, as a controller would: after an unknown end it looks what is there.</summary>
    private sealed class Counter(EtcdStore store, string name)
    {
        private int _count;

        public string Key { get; } = Objects.Key(name);

        public int Count => Volatile.Read(ref _count);

        public List<(long Revision, string Value)> Acknowledged { get; } = [];

        public async Task RunAsync(CancellationToken cancellationToken)
        {
            var known = 0L;
            for (var i = 0; !cancellationToken.IsCancellationRequested; i++)
            {
                var value = Objects.Pod(name, app: $"{i}");
                try
                {
                    var write = known == 0 ? Write.Create(Key, value) : Write.Update(Key, value, known);
                    var result = await store.WriteAsync(write, default);
                    known = result.Revision;
                    if (!result.Committed) continue;
                    Acknowledged.Add((result.Revision, Objects.Text(value)));
                    Interlocked.Increment(ref _count);
                }
                catch (StoreException)
                {
                    // It may have happened or not; if it has, the next write finds out.
                }
            }
        }
    }
}
