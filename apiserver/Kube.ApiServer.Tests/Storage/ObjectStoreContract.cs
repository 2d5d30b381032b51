using Kube.ApiServer.Storage;

namespace Kube.ApiServer.Tests.Storage;

/// <summary>What every <see cref="IObjectStore"/> promises. Each implementation inherits it.</summary>
public abstract class ObjectStoreContract : IAsyncLifetime
{
    private static CancellationToken Soon => new CancellationTokenSource(TimeSpan.FromSeconds(30)).Token;

    private protected IObjectStore Store { get; private set; } = null!;

    /// <summary>Opens the store this test class is about; called again, the same one with all it holds.</summary>
    private protected abstract Task<IObjectStore> OpenAsync();

    /// <summary>Opens a store on a backup.</summary>
    private protected abstract Task<IObjectStore> OpenBackupAsync(string path);

    public async Task InitializeAsync() => Store = await OpenAsync();

    public async Task DisposeAsync() => await Store.DisposeAsync();

    [Fact]
    public async Task CurrentRevision_EmptyStore_IsNotZero() => Assert.True(await Store.CurrentRevisionAsync(Soon) >= 1);

    [Fact]
    public async Task Create_NewKey_CommitsAtTheNextRevision()
    {
        var before = await Store.CurrentRevisionAsync(Soon);
        var result = await Create("a");
        Assert.True(result.Committed);
        Assert.True(result.Revision > before);
        Assert.Equal(result.Revision, await Store.CurrentRevisionAsync(Soon));
    }

    [Fact]
    public async Task Create_TakenKey_SaysWhichRevisionHasIt()
    {
        var first = await Create("a");
        Assert.Equal(new WriteResult(WriteOutcome.AlreadyExists, first.Revision), await Create("a"));
    }

    [Fact]
    public async Task Update_ExpectedRevision_Commits()
    {
        var created = await Create("a");
        var updated = await Update("a", created.Revision);
        Assert.True(updated.Committed);
        Assert.True(updated.Revision > created.Revision);
    }

    [Fact]
    public async Task Update_OtherRevision_Conflicts()
    {
        var created = await Create("a");
        var updated = await Update("a", created.Revision);
        Assert.Equal(new WriteResult(WriteOutcome.Conflict, updated.Revision), await Update("a", created.Revision));
        Assert.Equal(updated.Revision, await Store.CurrentRevisionAsync(Soon));
    }

    [Fact]
    public async Task Update_NoSuchKey_IsNotFound() => Assert.Equal(new WriteResult(WriteOutcome.NotFound, 0), await Update("a", 1));

    [Fact]
    public async Task Delete_ExpectedRevision_RemovesTheKey()
    {
        var created = await Create("a");
        var deleted = await Delete("a", created.Revision);
        Assert.True(deleted.Committed);
        Assert.True(deleted.Revision > created.Revision);
        Assert.Equal(new WriteResult(WriteOutcome.NotFound, 0), await Delete("a", created.Revision));
        Assert.True((await Create("a")).Revision > deleted.Revision);
    }

    [Fact]
    public async Task Delete_OtherRevision_Conflicts()
    {
        var created = await Create("a");
        Assert.Equal(new WriteResult(WriteOutcome.Conflict, created.Revision), await Delete("a", created.Revision + 1));
    }

    [Fact]
    public async Task Write_ManyAtOnceOnOneState_OneWins()
    {
        var created = await Create("a");
        var results = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Task.Run(() => Update("a", created.Revision))));
        var winner = Assert.Single(results, result => result.Committed);
        Assert.All(results.Where(result => !result.Committed), result => Assert.Equal(new WriteResult(WriteOutcome.Conflict, winner.Revision), result));
    }

    [Fact]
    public async Task Write_CancelledBefore_DoesNotHappen()
    {
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            async () => await Store.WriteAsync(Write.Create(Objects.Key("a"), Objects.Pod("a")), new CancellationToken(true)));
        Assert.True((await Create("a")).Committed);
    }

    [Fact]
    public async Task WriteAll_AllHold_CommitsInOrder()
    {
        var created = await Create("a");
        var results = await Store.WriteAllAsync(
            [Write.Update(Objects.Key("a"), Objects.Pod("a"), created.Revision), Write.Create(Objects.Key("b"), Objects.Pod("b"))], Soon);
        Assert.All(results, result => Assert.True(result.Committed));
        Assert.True((await Update("a", results[0].Revision)).Committed);
        Assert.True((await Update("b", results[1].Revision)).Committed);
    }

    [Fact]
    public async Task WriteAll_OneFails_CommitsNone()
    {
        var created = await Create("a");
        var results = await Store.WriteAllAsync(
            [Write.Create(Objects.Key("b"), Objects.Pod("b")), Write.Create(Objects.Key("a"), Objects.Pod("a"))], Soon);
        Assert.Equal([new WriteResult(WriteOutcome.Abandoned, 0), new WriteResult(WriteOutcome.AlreadyExists, created.Revision)], results);
        Assert.True((await Create("b")).Committed);
    }

    [Fact]
    public async Task Changes_PastAndPresent_AreInOrderWithoutGap()
    {
        var start = await Store.CurrentRevisionAsync(Soon);
        var expected = new List<StoredChange>();
        await Note("a");
        await Note("b");
        await using var changes = Follow(start);
        Assert.Equal(expected, await changes.TakeAsync(2), SameChange);
        await Note("c");
        var deleted = await Delete("a", expected[0].Revision);
        expected.Add(new StoredChange(deleted.Revision, Objects.Key("a"), default));
        Assert.Equal(expected, await changes.TakeAsync(4), SameChange);

        async Task Note(string name) => expected.Add(new StoredChange((await Create(name)).Revision, Objects.Key(name), Objects.Pod(name)));
    }

    [Fact]
    public async Task Changes_UnderManyWriters_EachOnceInOrder()
    {
        var start = await Store.CurrentRevisionAsync(Soon);
        await using var early = Follow(start);
        var writers = Enumerable.Range(0, 8).Select(writer => Task.Run(async () =>
        {
            for (var i = 0; i < 100; i++) Assert.True((await Create($"{writer}-{i}")).Committed);
        })).ToArray();
        await writers[0];
        await using var late = Follow(start);
        await Task.WhenAll(writers);
        var seen = await early.TakeAsync(800);
        Assert.Equal(seen.Select(change => change.Revision).Order().Distinct(), seen.Select(change => change.Revision));
        Assert.Equal(seen, await late.TakeAsync(800), SameChange);
    }

    [Fact]
    public async Task Changes_FollowerStops_MissesNothing()
    {
        var start = await Store.CurrentRevisionAsync(Soon);
        await using var changes = Follow(start);
        await Create("first");
        await changes.TakeAsync(1);
        for (var i = 0; i < 600; i++) await Create($"pod-{i}");
        var seen = await changes.TakeAsync(601);
        Assert.Equal(Enumerable.Range(0, 600).Select(i => Objects.Key($"pod-{i}")), seen.Skip(1).Select(change => change.Key));
    }

    [Fact]
    public async Task Load_ThenChanges_GivesTheWholeState()
    {
        var a = await Create("a");
        var b = await Create("b");
        await Delete("a", a.Revision);
        await Store.CompactAsync(await Store.CurrentRevisionAsync(Soon), Soon);
        var c = await Create("c");
        Assert.Equal([(Objects.Key("b"), b.Revision), (Objects.Key("c"), c.Revision)], await StateOf(Store));
    }

    [Fact]
    public async Task Changes_BeforeCompactedRevision_Throws()
    {
        var a = await Create("a");
        var changed = await Update("a", a.Revision);
        await Store.CompactAsync(changed.Revision, Soon);
        await using var changes = Follow(a.Revision);
        var error = await Assert.ThrowsAsync<CompactedException>(() => changes.TakeAsync(1));
        Assert.Equal(changed.Revision, error.OldestRevision);
    }

    [Fact]
    public async Task Changes_FromCompactedRevision_AreComplete()
    {
        var a = await Create("a");
        var b = await Create("b");
        await Store.CompactAsync(a.Revision, Soon);
        await using var changes = Follow(a.Revision);
        Assert.Equal(b.Revision, (await changes.TakeAsync(1))[0].Revision);
    }

    [Fact]
    public async Task Compact_Again_IsNoError()
    {
        var a = await Create("a");
        await Store.CompactAsync(a.Revision, Soon);
        await Store.CompactAsync(a.Revision, Soon);
        Assert.True((await Update("a", a.Revision)).Committed);
    }

    [Fact]
    public async Task Open_Again_HasStateAndHistoryAndGoesOnCounting()
    {
        var a = await Create("a");
        var b = await Create("b");
        var deleted = await Delete("a", a.Revision);
        await Store.DisposeAsync();
        Store = await OpenAsync();
        Assert.Equal(deleted.Revision, await Store.CurrentRevisionAsync(Soon));
        Assert.Equal([(Objects.Key("b"), b.Revision)], await StateOf(Store));
        await using var changes = Follow(a.Revision);
        Assert.Equal([b.Revision, deleted.Revision], (await changes.TakeAsync(2)).Select(change => change.Revision));
        Assert.True((await Create("a")).Revision > deleted.Revision);
    }

    [Fact]
    public async Task Open_AfterCompactionOfEverything_KeepsTheRevision()
    {
        var a = await Create("a");
        var deleted = await Delete("a", a.Revision);
        await Store.CompactAsync(deleted.Revision, Soon);
        await Store.DisposeAsync();
        Store = await OpenAsync();
        Assert.Equal(deleted.Revision, await Store.CurrentRevisionAsync(Soon));
        Assert.Empty(await StateOf(Store));
    }

    [Fact]
    public async Task Backup_WhileWriting_HoldsWhatWasThere()
    {
        using var folder = new TempFolder();
        for (var i = 0; i < 50; i++) await Create($"before-{i}");
        var current = await Store.CurrentRevisionAsync(Soon);
        var writing = Task.Run(async () =>
        {
            for (var i = 0; i < 50; i++) await Create($"meanwhile-{i}");
        });
        await Store.BackupAsync(folder.File("backup"), Soon);
        await writing;
        if (OperatingSystem.IsLinux()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(folder.File("backup")));
        await using var backup = await OpenBackupAsync(folder.File("backup"));
        Assert.True(await backup.CurrentRevisionAsync(Soon) >= current);
        Assert.Equal(50, (await StateOf(backup)).Count(item => item.Key.Contains("before-", StringComparison.Ordinal)));
    }

    private protected Follower Follow(long after) => new(Store.ChangesAsync(after, Soon));

    private protected async Task<WriteResult> Create(string name) => await Store.WriteAsync(Write.Create(Objects.Key(name), Objects.Pod(name)), Soon);

    private protected async Task<WriteResult> Update(string name, long expected) =>
        await Store.WriteAsync(Write.Update(Objects.Key(name), Objects.Pod(name), expected), Soon);

    private protected async Task<WriteResult> Delete(string name, long expected) => await Store.WriteAsync(Write.Delete(Objects.Key(name), expected), Soon);

    /// <summary>What a cache would hold: the loaded state and all changes up to now.</summary>
    private protected static async Task<List<(string Key, long Revision)>> StateOf(IObjectStore store)
    {
        var state = new SortedDictionary<string, long>(StringComparer.Ordinal);
        var current = await store.CurrentRevisionAsync(Soon);
        var loaded = await store.LoadAsync(Receive, Soon);
        if (loaded < current)
        {
            await foreach (var batch in store.ChangesAsync(loaded, Soon))
            {
                foreach (var change in batch.Changes) Receive(change);
                if (batch.Revision >= current) break;
            }
        }

        return [.. state.Select(item => (item.Key, item.Value))];

        void Receive(StoredChange change)
        {
            if (change.IsDelete) state.Remove(change.Key);
            else state[change.Key] = change.Revision;
        }
    }

    private static bool SameChange(StoredChange one, StoredChange other) =>
        one.Revision == other.Revision && one.Key == other.Key && one.Value.Span.SequenceEqual(other.Value.Span);

    /// <summary>Reads a change feed until there are as many changes as asked for.</summary>
    private protected sealed class Follower(IAsyncEnumerable<ChangeBatch> feed) : IAsyncDisposable
    {
        private readonly IAsyncEnumerator<ChangeBatch> _batches = feed.GetAsyncEnumerator();
        private readonly List<StoredChange> _seen = [];

        /// <summary>The first changes of the feed.</summary>
        public async Task<IReadOnlyList<StoredChange>> TakeAsync(int count)
        {
            while (_seen.Count < count && await _batches.MoveNextAsync()) _seen.AddRange(_batches.Current.Changes);
            return _seen.Take(count).ToList();
        }

        public ValueTask DisposeAsync() => _batches.DisposeAsync();
    }
}
