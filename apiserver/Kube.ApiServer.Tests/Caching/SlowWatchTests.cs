using Kube.ApiServer.Caching;

namespace Kube.ApiServer.Tests.Caching;

public sealed class SlowWatchTests : CacheFixture
{
    private protected override HistoryOptions Options => new() { WatchBuffer = 10 };

    [Fact]
    public async Task Buffer_Overflows_CutsOffThisWatcherOnly()
    {
        using var slow = Pods.WatchAfter(1, WatchScope.All, false, Soon);
        using var other = Pods.WatchAfter(1, new WatchScope { Name = "pod-3" }, false, Soon);
        Assert.False(slow.TryRead(out _));
        for (var i = 0; i < 11; i++) await Create($"pod-{i}");
        await Pods.LatestAsync(Soon);
        Assert.False(slow.TryRead(out _));
        Assert.False(await slow.WaitAsync());
        Assert.Equal(WatchEnd.TooSlow, slow.End);
        Assert.True(await other.WaitAsync());
        Assert.Equal(WatchEnd.None, other.End);
    }

    [Fact]
    public async Task Buffer_PastNotReadYet_DoesNotCount()
    {
        for (var i = 0; i < 100; i++) await Create($"pod-{i}");
        await Pods.LatestAsync(Soon);
        using var watch = Pods.WatchAfter(1, WatchScope.All, false, Soon);
        for (var i = 0; i < 10; i++) await Create($"more-{i}");
        await Pods.LatestAsync(Soon);
        var count = 0;
        while (watch.TryRead(out _)) count++;
        Assert.Equal(110, count);
    }
}
