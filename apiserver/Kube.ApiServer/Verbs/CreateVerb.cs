using Kube.ApiServer.Http.Body;
using Kube.ApiServer.Http.Options;
using Kube.ApiServer.Http.Responses;

namespace Kube.ApiServer.Verbs;

/// <summary>POST to a collection.</summary>
internal static class CreateVerb
{
    public static async Task HandleAsync(RequestScope scope)
    {
        var options = WriteOptions.Parse(scope.Http.Request, "CreateOptions");
        var obj = await ObjectBody.ReadAsync(scope.Http, scope.Resource.Group, scope.Resource.Version, scope.Resource.Kind, scope.Resource.Type, options.FieldValidation);
        var result = await scope.Registry.Creator.CreateAsync(scope.Write(options, ""), obj, scope.Cancellation);
        await ObjectResponse.WriteAsync(scope, 201, result.Json);
    }
}
