using Kube.ApiServer.Caching;
using Kube.ApiServer.Errors;
using Kube.ApiServer.Http.Options;
using Kube.ApiServer.Http.Responses;
using Kube.ApiServer.Kinds;
using Kube.ApiServer.Registry;

namespace Kube.ApiServer.Verbs;

/// <summary>GET of one and of all objects of a kind that is not kept. They have no revision, so there is nothing to page through.</summary>
internal static class ComputedVerbs
{
    public static async Task GetAsync(RequestScope scope, Computed computed)
    {
        var name = scope.Info.Name;
        if (!computed.Names(scope.Registry).Contains(name)) throw StatusException.Plain($"Component not found: {name}");
        await ObjectResponse.WriteAsync(scope, 200, (await ComputeAsync(scope, computed, name)).Json);
    }

    public static async Task ListAsync(RequestScope scope, Computed computed)
    {
        var options = ListOptions.Parse(scope.Query, watch: false);
        var selected = Selection.Of(scope.Resource, [], "", "", options);
        var all = await Task.WhenAll(computed.Names(scope.Registry).Select(name => ComputeAsync(scope, computed, name)));
        await ListResponse.WriteAsync(scope, new ListPage(0, [.. all.Where(selected.Includes)]));
    }

    private static async Task<CachedObject> ComputeAsync(RequestScope scope, Computed computed, string name)
    {
        var resource = scope.Resource;
        var obj = await computed.ComputeAsync(name, scope.Registry, scope.Cancellation);
        (obj["apiVersion"], obj["kind"]) = (resource.ApiVersion, resource.Kind);
        ObjectCodec.Normalize(obj, resource.Type);
        var json = ObjectCodec.Encode(obj, resource.Type);
        return new CachedObject(new ObjectKey("", name), 0, json, JsonIndexer.LabelsOnly.Index(json));
    }
}
