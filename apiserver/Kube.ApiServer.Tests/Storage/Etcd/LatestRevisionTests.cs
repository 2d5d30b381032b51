using System.Threading.Channels;
using Kube.ApiServer.Storage.Etcd;

namespace Kube.ApiServer.Tests.Storage.Etcd;

public sealed class LatestRevisionTests
{
    private readonly Channel<TaskCompletionSource<long>> _calls = Channel.CreateUnbounded<TaskCompletionSource<long>>();

    [Fact]
    public async Task Ask_WhileACallIsUnderWay_WaitsForOneThatStartsLater()
    {
        var latest = new LatestRevision(Call);
        var (first, second, third) = (latest.AskAsync(), latest.AskAsync(), latest.AskAsync());
        (await _calls.Reader.ReadAsync()).SetResult(5);
        Assert.Equal(5, await first);
        var later = await _calls.Reader.ReadAsync();
        Assert.False(second.IsCompleted);
        later.SetResult(7);
        Assert.Equal(7, await second);
        Assert.Equal(7, await third);
        Assert.False(_calls.Reader.TryRead(out _));
    }

    [Fact]
    public async Task Ask_AfterAFailedCall_AsksAgain()
    {
        var latest = new LatestRevision(Call);
        var (first, second) = (latest.AskAsync(), latest.AskAsync());
        (await _calls.Reader.ReadAsync()).SetException(new InvalidOperationException());
        await Assert.ThrowsAsync<InvalidOperationException>(() => first);
        (await _calls.Reader.ReadAsync()).SetResult(3);
        Assert.Equal(3, await second);
    }

    private Task<long> Call()
    {
        var call = new TaskCompletionSource<long>(TaskCreationOptions.RunContinuationsAsynchronously);
        _calls.Writer.TryWrite(call);
        return call.Task;
    }
}
