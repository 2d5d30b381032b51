using Kube.ApiServer.Caching;
using Kube.ApiServer.Errors;
using Kube.ApiServer.Http.Options;
using Kube.ApiServer.Http.Responses;
using Kube.ApiServer.Kinds;
using Kube.ApiServer.Registry;

namespace Kube.ApiServer.Verbs;

/// <summary>Answers with many objects as of one revision, whole or page by page.</summary>
internal static class ListVerb
{
    public static async Task HandleAsync(RequestScope scope)
    {
        var options = ListOptions.Parse(scope.Query, watch: false);
        await ListResponse.WriteAsync(scope, await SelectAsync(scope, options));
    }

    /// <summary>The objects a list or deletecollection is about.</summary>
    public static async ValueTask<ListPage> SelectAsync(RequestScope scope, ListOptions options)
    {
        var cache = scope.Registry.Cache(scope.Resource);
        var selected = Selection.Of(scope.Resource, cache.Indexer.Fields, scope.Namespace, "", options);
        var start = options.Continue.Length > 0 ? ContinueToken.Parse(options.Continue) : null;
        var snapshot = start is null ? await SnapshotAsync(cache, options, scope.Cancellation) : await ContinuedAsync(cache, start, scope.Cancellation);
        return Page(scope.Resource, snapshot, selected, start, options);
    }

    private static ListPage Page(Resource resource, CacheSnapshot snapshot, WatchScope selected, ContinueToken? start, ListOptions options)
    {
        if (selected is { Name: { } name, Namespace: not null } && start is null)
        {
            var only = snapshot.Get(selected.Namespace, name);
            return new ListPage(snapshot.Revision, only is not null && selected.Includes(only) ? [VersionView.Of(resource, only)] : []);
        }
        var items = new List<CachedObject>();
        foreach (var candidate in snapshot.Enumerate(selected.Namespace, start?.After))
        {
            if (!selected.Includes(candidate)) continue;
            if (options.Limit > 0 && items.Count == options.Limit)
            {
                var last = items[^1].Key;
                var unselective = options.Labels.IsEmpty && options.Fields.IsEmpty;
                return new ListPage(snapshot.Revision, items)
                {
                    Continue = new ContinueToken(snapshot.Revision, last).ToString(),
                    Remaining = unselective ? snapshot.CountAfter(last, selected.Namespace) : null,
                };
            }
            items.Add(VersionView.Of(resource, candidate));
        }
        return new ListPage(snapshot.Revision, items);
    }

    private static async ValueTask<CacheSnapshot> SnapshotAsync(WatchCache cache, ListOptions options, CancellationToken cancellation)
    {
        var revision = options.Revision();
        if (revision is null) return await cache.LatestAsync(cancellation);
        if (revision == 0) return cache.Current;
        var exact = options.ResourceVersionMatch == "Exact" || (options.ResourceVersionMatch.Length == 0 && options.Limit > 0);
        if (!exact) return await cache.NotOlderThanAsync(revision.Value, cancellation);
        try
        {
            return await cache.AtAsync(revision.Value, cancellation);
        }
        catch (ExpiredException)
        {
            throw StatusException.Expired("The resourceVersion for the provided list is too old.");
        }
    }

    private static async ValueTask<CacheSnapshot> ContinuedAsync(WatchCache cache, ContinueToken token, CancellationToken cancellation)
    {
        if (token.Revision < 0) return await cache.LatestAsync(cancellation);
        try
        {
            return await cache.AtAsync(token.Revision, cancellation);
        }
        catch (ExpiredException)
        {
            throw ContinueToken.Expired(token);
        }
    }
}
