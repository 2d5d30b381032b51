using Kube.ApiServer.Storage;
using Kube.ApiServer.Storage.Sqlite;

namespace Kube.ApiServer.Tests.Storage;

/// <summary>A disk that is really full, or really read-only: a small file system in memory.</summary>
public sealed class FullDiskTests : IDisposable
{
    private readonly string _mount = Directory.CreateTempSubdirectory("kube-tests-").FullName;

    public FullDiskTests() => Assert.True(MountFactAttribute.TryMount(_mount), "the file system could not be mounted");

    private string Database => Path.Combine(_mount, "kube.db");

    public void Dispose()
    {
        MountFactAttribute.Run("umount", _mount);
        Directory.Delete(_mount, recursive: true);
    }

    [MountFact]
    public async Task Write_DiskIsFull_FailsAndWorksAgainOnceThereIsSpace()
    {
        long last;
        await using (var store = SqliteStore.Open(Database))
        {
            last = (await CreateAsync(store, "before", 1_000)).Revision;
            await File.WriteAllBytesAsync(Path.Combine(_mount, "filler"), new byte[1_000_000]);
            var error = await Assert.ThrowsAsync<StoreException>(() => FillAsync(store));
            Assert.Contains("the disk is full", error.Message);
            last = await store.CurrentRevisionAsync(default);
            await Assert.ThrowsAsync<StoreException>(() => CreateAsync(store, "too-large", 3_000_000));
            Assert.Equal(last, await store.CurrentRevisionAsync(default));
            File.Delete(Path.Combine(_mount, "filler"));
            Assert.Equal(new WriteResult(WriteOutcome.Committed, last + 1), await CreateAsync(store, "after", 1_000));
        }

        await using var again = SqliteStore.Open(Database);
        Assert.Equal(last + 1, await again.CurrentRevisionAsync(default));
        var changes = await ReadAsync(again, last + 1);
        Assert.Equal(changes.Count + 1, last + 1);
        Assert.Equal("/registry/pods/default/before", changes[0].Key);
        Assert.Equal("/registry/pods/default/after", changes[^1].Key);
    }

    [MountFact]
    public async Task Write_DiskTurnsReadOnly_FailsAndWorksAgainOnceItCanBeWritten()
    {
        await SqliteStore.Open(Database).DisposeAsync();
        Assert.True(MountFactAttribute.Run("mount", "-o", "remount,ro", _mount));
        Assert.Contains("cannot open", Assert.Throws<StoreException>(() => SqliteStore.Open(Database)).Message);
        Assert.True(MountFactAttribute.Run("mount", "-o", "remount,rw", _mount));
        await using var store = SqliteStore.Open(Database);
        Assert.True((await CreateAsync(store, "a", 100)).Committed);
    }

    private static async Task FillAsync(SqliteStore store)
    {
        for (var i = 0; i < 1000; i++) await CreateAsync(store, $"pod-{i}", 100_000);
    }

    private static async Task<WriteResult> CreateAsync(SqliteStore store, string name, int size)
    {
        var value = new byte[size];
        value.AsSpan().Fill((byte)'x');
        return await store.WriteAsync(Write.Create(Objects.Key(name), value), default);
    }

    private static async Task<List<StoredChange>> ReadAsync(SqliteStore store, long through)
    {
        var all = new List<StoredChange>();
        await foreach (var batch in store.ChangesAsync(1, default))
        {
            all.AddRange(batch.Changes);
            if (batch.Revision >= through) break;
        }

        return all;
    }
}
