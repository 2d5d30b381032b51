using Kube.ApiServer.Http.Body;
using Kube.ApiServer.Http.Options;
using Kube.ApiServer.Http.Responses;
using Kube.ApiServer.Kinds;
using Kube.ApiServer.Kinds.Subresources;

namespace Kube.ApiServer.Verbs;

/// <summary>POST below an object: binding, eviction, token.</summary>
internal static class SubresourceCreateVerb
{
    public static async Task HandleAsync(RequestScope scope, CreateSubresource subresource)
    {
        var options = WriteOptions.Parse(scope.Http.Request, "CreateOptions");
        var (group, version, kind) = (subresource.Group ?? scope.Resource.Group, subresource.Version ?? scope.Resource.Version, subresource.Kind ?? scope.Resource.Kind);
        var body = await ObjectBody.ReadAsync(scope.Http, group, version, kind, subresource.Input, options.FieldValidation);
        var context = new WriteContext(scope.Registry.Time.GetUtcNow(), scope.User, options.DryRun) { Subresource = subresource.Name };
        var request = new SubresourceRequest(scope.Resource, scope.Namespace, scope.Info.Name, context, scope.Registry) { Write = scope.Write(options) };
        await scope.Registry.AdmitAsync(request.Write, body, scope.Cancellation);
        await ResponseWriter.WriteAsync(scope.Http, 201, await subresource.CreateAsync(request, body, scope.Cancellation), scope.Representation);
    }
}
