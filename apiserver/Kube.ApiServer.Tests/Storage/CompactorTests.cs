using Kube.ApiServer.Storage;
using Kube.ApiServer.Storage.Sqlite;
using Microsoft.Extensions.Time.Testing;

namespace Kube.ApiServer.Tests.Storage;

public sealed class CompactorTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Tick_HistoryOlderThanTheAge_IsCompacted()
    {
        var time = new FakeTimeProvider();
        await using var store = SqliteStore.Open(_folder.File("kube.db"));
        // Advancing the clock also fires the compactor's own timer; a tick more changes nothing.
        await using var compactor = new Compactor(store, TimeSpan.FromMinutes(5), time);
        var first = await store.WriteAsync(Write.Create(Objects.Key("a"), Objects.Pod("a")), default);
        await compactor.TickAsync(default);
        time.Advance(TimeSpan.FromMinutes(4));
        var second = await store.WriteAsync(Write.Update(Objects.Key("a"), Objects.Pod("a"), first.Revision), default);
        await compactor.TickAsync(default);
        Assert.Equal(1, await LoadedAsync(store));
        time.Advance(TimeSpan.FromMinutes(1));
        await compactor.TickAsync(default);
        Assert.Equal(first.Revision, await LoadedAsync(store));
        time.Advance(TimeSpan.FromMinutes(4));
        await compactor.TickAsync(default);
        Assert.Equal(second.Revision, await LoadedAsync(store));
    }

    [Fact]
    public async Task Tick_WallClockJumps_KeepsHistory()
    {
        var time = new JumpingClock();
        await using var store = SqliteStore.Open(_folder.File("kube.db"));
        await using var compactor = new Compactor(store, TimeSpan.FromMinutes(5), time);
        await store.WriteAsync(Write.Create(Objects.Key("a"), Objects.Pod("a")), default);
        await compactor.TickAsync(default);
        time.Jump = TimeSpan.FromDays(365);
        await compactor.TickAsync(default);
        time.Jump = TimeSpan.FromDays(-365);
        await compactor.TickAsync(default);
        Assert.Equal(1, await LoadedAsync(store));
    }

    private static ValueTask<long> LoadedAsync(SqliteStore store) => store.LoadAsync(_ => { }, default);

    /// <summary>A clock somebody sets, beside which time goes on as it does.</summary>
    private sealed class JumpingClock : TimeProvider
    {
        public TimeSpan Jump { get; set; }

        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Jump;
    }
}
