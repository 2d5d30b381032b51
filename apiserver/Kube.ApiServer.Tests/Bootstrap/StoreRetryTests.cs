using Kube.ApiServer.Bootstrap;
using Kube.ApiServer.Storage;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Kube.ApiServer.Tests.Bootstrap;

public sealed class StoreRetryTests
{
    private readonly FakeTimeProvider _time = new();
    private int _tries;

    [Fact]
    public async Task Run_StoreFailsOnce_DoesTheStepsAgain()
    {
        var run = RunAsync(failures: 1);
        Assert.False(run.IsCompleted);

        _time.Advance(StoreRetry.Pause);
        await run;

        Assert.Equal(2, _tries);
    }

    [Fact]
    public async Task Run_StoreFailsEachTime_SaysWhy()
    {
        var run = RunAsync(failures: int.MaxValue);
        while (!run.IsCompleted) _time.Advance(StoreRetry.Pause);

        Assert.Equal("the disk is full", (await Assert.ThrowsAsync<StoreException>(() => run)).Message);
        Assert.Equal(StoreRetry.Attempts, _tries);
    }

    [Fact]
    public async Task Run_FailsForAnotherReason_IsNotRepeated()
    {
        await Assert.ThrowsAsync<InvalidOperationException>(() => new StoreRetry(_time, NullLogger.Instance).RunAsync(_ =>
        {
            _tries++;
            throw new InvalidOperationException();
        }, default));

        Assert.Equal(1, _tries);
    }

    private Task RunAsync(int failures) => new StoreRetry(_time, NullLogger.Instance).RunAsync(_ =>
    {
        if (++_tries <= failures) throw new StoreException("the disk is full");
        return Task.CompletedTask;
    }, default);
}
