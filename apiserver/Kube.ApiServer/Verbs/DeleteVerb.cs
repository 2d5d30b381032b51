using Kube.ApiServer.Http.Body;
using Kube.ApiServer.Http.Options;
using Kube.ApiServer.Http.Responses;
using Kube.ApiServer.Registry;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Verbs;

/// <summary>DELETE of one object.</summary>
internal static class DeleteVerb
{
    public static async Task HandleAsync(RequestScope scope)
    {
        var options = DeleteOptions.Parse(scope.Query, await OptionsBody.ReadAsync(scope.Http, "DeleteOptions"));
        var write = scope.Write(new WriteOptions { DryRun = options.DryRun });
        var result = await scope.Registry.Deleter.DeleteAsync(write, options, scope.Cancellation);
        if (result.Gone && !scope.Resource.ReturnsDeleted)
        {
            await ResponseWriter.WriteAsync(scope.Http, 200, Deleted(scope, result), scope.Representation);
            return;
        }
        var accepted = !result.Gone && options.OrphanDependents == false;
        await ObjectResponse.WriteAsync(scope, accepted ? 202 : 200, result.Json);
    }

    private static JsonMap Deleted(RequestScope scope, DeletionResult result)
    {
        var details = new JsonMap { ["name"] = scope.Info.Name };
        if (scope.Resource.Group.Length > 0) details["group"] = scope.Resource.Group;
        details["kind"] = scope.Resource.Plural;
        details["uid"] = result.Uid;
        return new JsonMap { ["kind"] = "Status", ["apiVersion"] = "v1", ["metadata"] = new JsonMap(), ["status"] = "Success", ["details"] = details };
    }
}
