using Kube.Machinery.WorkQueues;
using Microsoft.Extensions.Time.Testing;

namespace Kube.Machinery.Tests.WorkQueues;

public sealed class WorkQueueTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task Add_Twice_IsHandedOutOnce()
    {
        var queue = new WorkQueue<string>();
        queue.Add("a");
        queue.Add("a");
        queue.Add("b");
        Assert.Equal("a", await queue.GetAsync(None));
        Assert.Equal("b", await queue.GetAsync(None));
        Assert.Equal(0, queue.Count);
    }

    [Fact]
    public async Task Add_WhileProcessing_IsHandedOutAgainAfterDone()
    {
        var queue = new WorkQueue<string>();
        queue.Add("a");
        var item = await queue.GetAsync(None);
        queue.Add("a");
        queue.Add("a");
        Assert.Equal(0, queue.Count);
        queue.Done(item);
        Assert.Equal(1, queue.Count);
        Assert.Equal("a", await queue.GetAsync(None));
        queue.Done("a");
        Assert.Equal(0, queue.Count);
    }

    [Fact]
    public async Task GetAsync_Empty_WaitsForAnItem()
    {
        var queue = new WorkQueue<string>();
        var waiting = queue.GetAsync(None);
        Assert.False(waiting.IsCompleted);
        queue.Add("a");
        Assert.Equal("a", await waiting);
    }

    [Fact]
    public void AddAfter_SeveralDelays_TheEarliestCountsOnce()
    {
        var time = new FakeTimeProvider();
        using var queue = new DelayingQueue<string>(time);
        queue.AddAfter("a", TimeSpan.FromSeconds(10));
        queue.AddAfter("a", TimeSpan.FromSeconds(5));
        queue.AddAfter("a", TimeSpan.FromSeconds(20));
        time.Advance(TimeSpan.FromSeconds(4.9));
        Assert.Equal(0, queue.Count);
        time.Advance(TimeSpan.FromSeconds(0.2));
        Assert.Equal(1, queue.Count);
        time.Advance(TimeSpan.FromSeconds(60));
        Assert.Equal(1, queue.Count);
    }

    [Theory]
    [InlineData(-10)]
    [InlineData(10)]
    public void AddAfter_ClockIsSet_CountsTheTimeThatPassed(int hours)
    {
        var time = new FakeTimeProvider();
        var clock = new JumpingClock(time);
        using var queue = new DelayingQueue<string>(clock);
        queue.AddAfter("a", TimeSpan.FromSeconds(5));
        clock.Jump = TimeSpan.FromHours(hours);
        queue.AddAfter("b", TimeSpan.FromSeconds(5));
        time.Advance(TimeSpan.FromSeconds(4.9));
        Assert.Equal(0, queue.Count);
        time.Advance(TimeSpan.FromSeconds(0.2));
        Assert.Equal(2, queue.Count);
    }

    [Fact]
    public void AddAfter_SeveralItems_ComeInOrderOfTime()
    {
        var time = new FakeTimeProvider();
        using var queue = new DelayingQueue<string>(time);
        queue.AddAfter("late", TimeSpan.FromSeconds(2));
        queue.AddAfter("soon", TimeSpan.FromSeconds(1));
        queue.AddAfter("now", TimeSpan.Zero);
        Assert.Equal(1, queue.Count);
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(2, queue.Count);
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(3, queue.Count);
    }

    [Fact]
    public async Task AddRateLimited_Failures_DoubleTheDelayUntilForgotten()
    {
        var time = new FakeTimeProvider();
        using var queue = new RateLimitingQueue<string>(time);
        foreach (var milliseconds in new[] { 5, 10, 20, 40 })
        {
            queue.AddRateLimited("a");
            time.Advance(TimeSpan.FromMilliseconds(milliseconds - 1));
            Assert.Equal(0, queue.Count);
            time.Advance(TimeSpan.FromMilliseconds(1));
            queue.Done(await queue.GetAsync(None));
        }
        Assert.Equal(4, queue.Failures("a"));
        queue.Forget("a");
        Assert.Equal(0, queue.Failures("a"));
    }

    [Fact]
    public void ExponentialLimiter_ManyFailures_StopsAtTheLongest()
    {
        var limiter = new ExponentialLimiter<string>();
        for (var i = 0; i < 100; i++)
            limiter.When("a");
        Assert.Equal(TimeSpan.FromSeconds(1000), limiter.When("a"));
    }

    [Fact]
    public void BucketLimiter_BurstSpent_SpacesItems()
    {
        var time = new FakeTimeProvider();
        var limiter = new BucketLimiter<string>(time, perSecond: 10, burst: 2);
        Assert.Equal(TimeSpan.Zero, limiter.When("a"));
        Assert.Equal(TimeSpan.Zero, limiter.When("b"));
        Assert.Equal(TimeSpan.FromMilliseconds(100), limiter.When("c"));
        Assert.Equal(TimeSpan.FromMilliseconds(200), limiter.When("d"));
        time.Advance(TimeSpan.FromMilliseconds(300));
        Assert.Equal(TimeSpan.Zero, limiter.When("e"));
    }
}
