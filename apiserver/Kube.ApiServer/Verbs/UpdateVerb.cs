using Kube.ApiServer.Http.Body;
using Kube.ApiServer.Http.Options;
using Kube.ApiServer.Http.Responses;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Verbs;

/// <summary>PUT of an object or of one of its subresources.</summary>
internal static class UpdateVerb
{
    public static async Task HandleAsync(RequestScope scope)
    {
        var options = WriteOptions.Parse(scope.Http.Request, "UpdateOptions");
        var body = await ObjectBody.ReadAsync(scope.Http, scope.Resource.Group, scope.Resource.Version, scope.Resource.Kind, scope.Resource.Type, options.FieldValidation);
        var result = await scope.Registry.Updater.UpdateAsync(scope.Write(options), _ => new ValueTask<JsonMap>(body.DeepClone()), scope.Cancellation);
        await ObjectResponse.WriteAsync(scope, result.Created ? 201 : 200, result.Json);
    }
}
