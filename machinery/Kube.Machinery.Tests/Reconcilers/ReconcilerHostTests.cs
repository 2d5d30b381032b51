using System.Threading.Channels;
using Kube.Machinery.Reconcilers;
using Kube.Machinery.WorkQueues;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Kube.Machinery.Tests.Reconcilers;

public sealed class ReconcilerHostTests : IReconciler
{
    private static readonly ObjectKey Key = new("n", "a");

    private readonly Channel<ObjectKey> _started = Channel.CreateUnbounded<ObjectKey>();
    private Func<ReconcileResult> _outcome = () => ReconcileResult.Done;

    public Task<ReconcileResult> ReconcileAsync(ObjectKey key, CancellationToken cancellationToken)
    {
        try
        {
            return Task.FromResult(_outcome());
        }
        finally
        {
            _started.Writer.TryWrite(key);
        }
    }

    [Fact]
    public async Task RunAsync_FailureThenRequeue_ComesBackInTime()
    {
        var time = new FakeTimeProvider();
        var queue = new RateLimitingQueue<ObjectKey>(time);
        using var stop = new CancellationTokenSource();
        var running = new ReconcilerHost("test", queue, this, NullLogger.Instance, workers: 2).RunAsync(stop.Token);

        _outcome = () => throw new InvalidOperationException("not yet");
        queue.Add(Key);
        await StartedAsync();
        await UntilAsync(() => queue.Failures(Key) == 1);

        _outcome = () => ReconcileResult.RequeueAfter(TimeSpan.FromMinutes(1));
        time.Advance(TimeSpan.FromMilliseconds(5));
        await StartedAsync();
        await UntilAsync(() => queue.Failures(Key) == 0);

        _outcome = () => ReconcileResult.Done;
        await UntilAsync(() =>
        {
            time.Advance(TimeSpan.FromSeconds(61));
            return _started.Reader.Count > 0;
        });

        await stop.CancelAsync();
        await running.WaitAsync(TimeSpan.FromSeconds(20));
    }

    private async Task StartedAsync() => await _started.Reader.ReadAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(20));

    private static async Task UntilAsync(Func<bool> condition)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (!condition())
        {
            limit.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }
}
