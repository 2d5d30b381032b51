using Kube.ApiServer.Storage;
using Kube.ApiServer.Storage.Sqlite;

namespace Kube.ApiServer.Tests.Storage;

/// <summary>What an operator is told when the medium fails, and that nothing is lost by it.</summary>
public sealed class SqliteFailureTests : IDisposable
{
    private readonly TempFolder _folder = new();

    private string Path => _folder.File("kube.db");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Open_InUse_SaysSo()
    {
        await using var first = SqliteStore.Open(Path);
        Assert.Contains("another server is using it", Assert.Throws<StoreException>(() => SqliteStore.Open(Path)).Message);
    }

    [Fact]
    public void Open_NoSuchFolder_SaysSo() =>
        Assert.Contains("cannot open", Assert.Throws<StoreException>(() => SqliteStore.Open(_folder.File("none/kube.db"))).Message);

    [Fact]
    public void Open_NotADatabase_SaysSo()
    {
        File.WriteAllText(Path, new string('?', 10_000));
        Assert.Contains("is damaged", Assert.Throws<StoreException>(() => SqliteStore.Open(Path)).Message);
        Assert.Equal(new string('?', 10_000), File.ReadAllText(Path));
    }

    [Fact]
    public async Task Open_DamagedPages_SaysSo()
    {
        await using (var store = SqliteStore.Open(Path))
        {
            for (var i = 0; i < 300; i++) await store.WriteAsync(Write.Create(Objects.Key($"pod-{i}"), Objects.Pod($"pod-{i}")), default);
        }

        using (var file = File.OpenHandle(Path, FileMode.Open, FileAccess.ReadWrite))
        {
            for (var page = 2; page < 8; page++) RandomAccess.Write(file, new byte[2048], page * 4096);
        }

        Assert.Contains("is damaged", Assert.Throws<StoreException>(() => SqliteStore.Open(Path)).Message);
    }

    [Theory]
    [InlineData("PRAGMA max_page_count = 12", "PRAGMA max_page_count = 1000000", "the disk is full")]
    [InlineData("PRAGMA query_only = 1", "PRAGMA query_only = 0", "read-only")]
    public void Commit_Fails_SaysWhyAndGoesOnOnceItCan(string fail, string recover, string reason)
    {
        using var database = Database.Open(Path);
        Schema.Prepare(database, Path);
        using var history = new HistoryTable(database);
        var (heads, garbage) = (new Heads(), new Garbage());
        var transaction = new Transaction(database, history, heads, garbage, history.LastRevision());
        Assert.Equal(2, Commit(transaction, "a", 100).Revision);
        database.Execute(fail);
        Assert.Contains(reason, Assert.Throws<StoreException>(() => Commit(transaction, "b", 1_000_000)).Message);
        Assert.Equal(2, transaction.LastRevision);
        Assert.Equal(0, heads.Revision("b"));
        database.Execute(recover);
        Assert.Equal(3, Commit(transaction, "b", 1_000_000).Revision);
        Assert.Equal(3, history.LastRevision());
    }

    [Fact]
    public async Task Churn_WithCompaction_StaysBounded()
    {
        await using var store = SqliteStore.Open(Path);
        var value = new byte[100_000];
        value.AsSpan().Fill((byte)'x');
        var revision = (await store.WriteAsync(Write.Create("/registry/pods/a/a", value), default)).Revision;
        for (var i = 0; i < 1000; i++)
        {
            revision = (await store.WriteAsync(Write.Update("/registry/pods/a/a", value, revision), default)).Revision;
            if (i % 50 == 0) await store.CompactAsync(revision, default);
        }

        await store.CompactAsync(revision, default);
        var size = new DirectoryInfo(System.IO.Path.GetDirectoryName(Path)!).EnumerateFiles().Sum(file => file.Length);
        Assert.InRange(size, 0, 50_000_000);
    }

    [Fact]
    public async Task Compact_MostWasGarbage_GivesTheSpaceBack()
    {
        await using (var store = SqliteStore.Open(Path))
        {
            var value = new byte[1_000_000];
            value.AsSpan().Fill((byte)'x');
            var revision = (await store.WriteAsync(Write.Create("/registry/pods/a/a", value), default)).Revision;
            for (var i = 0; i < 60; i++) revision = (await store.WriteAsync(Write.Update("/registry/pods/a/a", value, revision), default)).Revision;
            await store.CompactAsync(revision, default);
        }

        Assert.InRange(new FileInfo(Path).Length, 0, 25_000_000);
    }

    private static WriteResult Commit(Transaction transaction, string key, int size)
    {
        var value = new byte[size];
        value.AsSpan().Fill((byte)'x');
        var commit = new PendingCommit([Write.Create(key, value)]);
        transaction.Commit([commit]);
        return commit.Results[0];
    }
}
