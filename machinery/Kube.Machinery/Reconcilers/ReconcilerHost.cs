using Kube.Machinery.Clients;
using Kube.Machinery.WorkQueues;
using Microsoft.Extensions.Logging;

namespace Kube.Machinery.Reconcilers;

/// <summary>Feeds the keys of a queue to a reconciler, on a number of workers.</summary>
public sealed class ReconcilerHost(
    string name, RateLimitingQueue<ObjectKey> queue, IReconciler reconciler, ILogger logger, int workers = 5)
{
    /// <summary>Works until cancelled; returns when the last worker has stopped.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using (queue)
            await Task.WhenAll(Enumerable.Range(0, workers).Select(_ => Task.Run(() => WorkAsync(cancellationToken), CancellationToken.None)));
    }

    private async Task WorkAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                var key = await queue.GetAsync(cancellationToken);
                try
                {
                    await ReconcileAsync(key, cancellationToken);
                }
                finally
                {
                    queue.Done(key);
                }
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
        }
    }

    private async Task ReconcileAsync(ObjectKey key, CancellationToken cancellationToken)
    {
        try
        {
            var result = await reconciler.ReconcileAsync(key, cancellationToken);
            queue.Forget(key);
            if (result.RequeueIn is { } delay)
                queue.AddAfter(key, delay);
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            Report(key, failure);
            queue.AddRateLimited(key);
        }
    }

    private void Report(ObjectKey key, Exception failure)
    {
        // A conflict is how optimistic concurrency says "look again"; it is no news.
        var level = failure is ApiException { IsConflict: true } ? LogLevel.Debug : LogLevel.Warning;
        // Where a failure arose matters only when it is one of ours, not of the server or the way to it.
        var text = failure is ApiException or HttpRequestException or IOException ? failure.Message : failure.ToString();
        logger.Log(level, "{Controller} {Key}: {Failure}", name, key, text);
    }
}
