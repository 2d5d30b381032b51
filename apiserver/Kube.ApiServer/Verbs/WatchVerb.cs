using System.IO.Pipelines;
using Kube.ApiServer.Caching;
using Kube.ApiServer.Errors;
using Kube.ApiServer.Http.Options;
using Kube.ApiServer.Registry;

namespace Kube.ApiServer.Verbs;

/// <summary>Streams changes until the client leaves, the time is up, or the watch falls too far behind.</summary>
internal static class WatchVerb
{
    /// <summary><c>--min-request-timeout</c>: a watch without timeoutSeconds lasts this long to twice this long.</summary>
    private static readonly TimeSpan MinTimeout = TimeSpan.FromSeconds(1800);

    public static async Task HandleAsync(RequestScope scope)
    {
        var options = ListOptions.Parse(scope.Query, watch: true);
        var cache = scope.Registry.Cache(scope.Resource);
        var selected = Selection.Of(scope.Resource, cache.Indexer.Fields, scope.Namespace, scope.Info.Name, options);
        var timeout = options.Timeout is { } given && given > TimeSpan.Zero ? given : MinTimeout * (1 + Random.Shared.NextDouble());
        using var timeUp = new CancellationTokenSource(timeout, scope.Registry.Time);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(scope.Cancellation, timeUp.Token);

        var frames = new WatchFrames(scope, options);
        var output = scope.Http.Response.BodyWriter;
        WatchSubscription watch;
        try
        {
            watch = await SubscribeAsync(cache, selected, options, ending.Token);
        }
        catch (ExpiredException expired)
        {
            Start(scope, frames);
            frames.WriteError(output, StatusException.Expired(expired.Message));
            await output.FlushAsync(scope.Cancellation);
            return;
        }
        using (watch)
        {
            Start(scope, frames);
            await output.FlushAsync(scope.Cancellation);
            await PumpAsync(watch, frames, output, scope.Cancellation);
        }
    }

    private static void Start(RequestScope scope, WatchFrames frames)
    {
        scope.Http.Response.StatusCode = 200;
        scope.Http.Response.ContentType = frames.ContentType;
    }

    private static async Task PumpAsync(WatchSubscription watch, WatchFrames frames, PipeWriter output, CancellationToken cancellation)
    {
        while (await watch.WaitAsync())
        {
            while (watch.TryRead(out var item)) frames.Write(output, item);
            var flushed = await output.FlushAsync(cancellation);
            if (flushed.IsCompleted) return;
        }
        if (watch.End != WatchEnd.TooSlow) return;
        frames.WriteError(output, StatusException.Expired("too old resource version: the watch fell behind"));
        await output.FlushAsync(cancellation);
    }

    private static async ValueTask<WatchSubscription> SubscribeAsync(WatchCache cache, WatchScope selected, ListOptions options, CancellationToken cancellation)
    {
        var revision = options.Revision();
        if (options.SendInitialEvents == true)
        {
            if (revision is > 0) await cache.NotOlderThanAsync(revision.Value, cancellation);
            else if (revision is null) await cache.LatestAsync(cancellation);
            return cache.WatchFromState(selected, options.AllowWatchBookmarks, cancellation);
        }
        switch (revision)
        {
            case null:
                await cache.LatestAsync(cancellation);
                return options.SendInitialEvents == false
                    ? cache.WatchAfter(cache.Current.Revision, selected, options.AllowWatchBookmarks, cancellation)
                    : cache.WatchFromState(selected, options.AllowWatchBookmarks, cancellation);
            case 0:
                return options.SendInitialEvents == false
                    ? cache.WatchAfter(cache.Current.Revision, selected, options.AllowWatchBookmarks, cancellation)
                    : cache.WatchFromState(selected, options.AllowWatchBookmarks, cancellation);
            default:
                return cache.WatchAfter(revision.Value, selected, options.AllowWatchBookmarks, cancellation);
        }
    }
}
