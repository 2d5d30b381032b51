using Kube.ApiServer.Storage;
using Kube.ApiServer.Storage.Sqlite;

namespace Kube.ApiServer.Tests.Storage;

public sealed class RestorationTests : IDisposable
{
    private readonly TempFolder _folder = new();

    private string Path => _folder.File("kube.db");

    private string Snapshot => _folder.File("snapshot");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Run_OverANewerDatabase_BringsBackTheOldStateUnderNewRevisions()
    {
        long before;
        await using (var store = SqliteStore.Open(Path))
        {
            await CreateAsync(store, "kept");
            await store.BackupAsync(Snapshot, default);
            before = await CreateAsync(store, "later");
        }

        var revision = Restoration.Run(Snapshot, Path);
        await using var restored = SqliteStore.Open(Path);
        Assert.Equal(revision, await restored.CurrentRevisionAsync(default));
        Assert.True(revision >= before + Restoration.Leap - 1);
        var state = new List<string>();
        Assert.Equal(revision, await restored.LoadAsync(change => state.Add(change.Key), default));
        Assert.Equal([Objects.Key("kept")], state);
        await using var changes = restored.ChangesAsync(before, default).GetAsyncEnumerator();
        await Assert.ThrowsAsync<CompactedException>(async () => await changes.MoveNextAsync());
        Assert.Equal(revision + 1, await CreateAsync(restored, "later"));
    }

    [Fact]
    public async Task Run_Again_DoesNotGoBackwards()
    {
        await using (var store = SqliteStore.Open(Path))
        {
            await CreateAsync(store, "kept");
            await store.BackupAsync(Snapshot, default);
        }

        var first = Restoration.Run(Snapshot, Path);
        long between;
        await using (var store = SqliteStore.Open(Path)) between = await CreateAsync(store, "between");
        Assert.Equal(first + 1, between);
        Assert.True(Restoration.Run(Snapshot, Path) > between);
    }

    [Fact]
    public async Task Run_ServerIsRunning_RefusesAndChangesNothing()
    {
        await using var store = SqliteStore.Open(Path);
        await store.BackupAsync(Snapshot, default);
        Assert.Contains("another server is using it", Assert.Throws<StoreException>(() => Restoration.Run(Snapshot, Path)).Message);
        await CreateAsync(store, "a");
    }

    [Theory]
    [InlineData("")]
    [InlineData("not a database, but long enough to be taken for one at first sight .................................................")]
    public async Task Run_NoSnapshot_RefusesAndChangesNothing(string content)
    {
        await using (var store = SqliteStore.Open(Path)) await CreateAsync(store, "a");
        await File.WriteAllTextAsync(Snapshot, content);
        Assert.Contains("cannot restore", Assert.Throws<StoreException>(() => Restoration.Run(Snapshot, Path)).Message);
        await using var same = SqliteStore.Open(Path);
        Assert.Equal(2, await same.CurrentRevisionAsync(default));
    }

    [Fact]
    public async Task Run_CutOffSnapshot_Refuses()
    {
        await using (var store = SqliteStore.Open(Path))
        {
            for (var i = 0; i < 300; i++) await CreateAsync(store, $"pod-{i}");
            await store.BackupAsync(Snapshot, default);
        }

        using (var file = File.OpenHandle(Snapshot, FileMode.Open, FileAccess.ReadWrite)) RandomAccess.SetLength(file, RandomAccess.GetLength(file) / 2);
        Assert.Contains("damaged", Assert.Throws<StoreException>(() => Restoration.Run(Snapshot, Path)).Message);
    }

    [Fact]
    public async Task Run_DatabaseIsDamaged_ReplacesIt()
    {
        await using (var store = SqliteStore.Open(Path))
        {
            await CreateAsync(store, "kept");
            await store.BackupAsync(Snapshot, default);
        }

        await File.WriteAllTextAsync(Path, new string('?', 10_000));
        Restoration.Run(Snapshot, Path);
        await using var restored = SqliteStore.Open(Path);
        var keys = new List<string>();
        await restored.LoadAsync(change => keys.Add(change.Key), default);
        Assert.Equal([Objects.Key("kept")], keys);
    }

    private static async Task<long> CreateAsync(SqliteStore store, string name) =>
        (await store.WriteAsync(Write.Create(Objects.Key(name), Objects.Pod(name)), default)).Revision;
}
