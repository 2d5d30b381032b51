using Kube.ApiServer.Errors;
using Kube.ApiServer.Http.Options;
using Kube.ApiServer.Http.Responses;
using Kube.ApiServer.Registry;

namespace Kube.ApiServer.Verbs;

/// <summary>Answers with the cached bytes of one object.</summary>
internal static class GetVerb
{
    public static async Task HandleAsync(RequestScope scope)
    {
        var cache = scope.Registry.Cache(scope.Resource);
        var revision = new ListOptions { ResourceVersion = scope.Query.Text("resourceVersion") }.Revision();
        var snapshot = revision switch
        {
            null => await cache.LatestAsync(scope.Cancellation),
            0 => cache.Current,
            { } wanted => await cache.NotOlderThanAsync(wanted, scope.Cancellation),
        };
        var found = snapshot.Get(scope.Namespace, scope.Info.Name) ?? throw StatusException.NotFound(scope.Resource.GroupResource, scope.Info.Name);
        await ObjectResponse.WriteAsync(scope, 200, VersionView.Of(scope.Resource, found).Json);
    }
}
