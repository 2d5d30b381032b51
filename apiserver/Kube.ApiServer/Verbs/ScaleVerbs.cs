using Kube.ApiServer.Errors;
using Kube.ApiServer.Http.Body;
using Kube.ApiServer.Http.Options;
using Kube.ApiServer.Http.Responses;
using Kube.ApiServer.Kinds;
using Kube.ApiServer.Patching;
using Kube.ApiServer.Registry;
using Kube.OpenApi.Json;
using Kube.OpenApi.Schemas;

namespace Kube.ApiServer.Verbs;

/// <summary>GET, PUT and PATCH of <c>/scale</c>: the parent seen as an autoscaling/v1 Scale.</summary>
internal static class ScaleVerbs
{
    private static readonly TypeSchema ScaleType = Types.Of("autoscaling", "v1", "Scale");

    public static async Task HandleAsync(RequestScope scope)
    {
        switch (scope.Info.Verb)
        {
            case "get":
                var found = await scope.Registry.FindAsync(scope.Resource, scope.Namespace, scope.Info.Name, scope.Cancellation)
                    ?? throw StatusException.NotFound(scope.Resource.GroupResource, scope.Info.Name);
                await AnswerAsync(scope, found);
                break;
            case "update":
                await UpdateAsync(scope);
                break;
            case "patch":
                await PatchAsync(scope);
                break;
            default:
                throw StatusException.MethodNotAllowed();
        }
    }

    private static async Task UpdateAsync(RequestScope scope)
    {
        var options = WriteOptions.Parse(scope.Http.Request, "UpdateOptions");
        var scale = await ObjectBody.ReadAsync(scope.Http, "autoscaling", "v1", "Scale", ScaleType, options.FieldValidation);
        await WriteAsync(scope, options, _ => scale);
    }

    private static async Task PatchAsync(RequestScope scope)
    {
        var type = PatchTypes.Of(scope.Http.Request.ContentType) ?? throw StatusException.UnsupportedPatchType();
        var options = WriteOptions.Parse(scope.Http.Request, "PatchOptions", type == PatchType.Apply);
        var body = await RequestBody.ReadAsync(scope.Http.Request, scope.Cancellation);
        if (type == PatchType.Apply)
        {
            // What is applied is merged like a merge patch; the parent's field ownership records it under "scale".
            body = RequestBody.YamlToJson(body);
            type = PatchType.Merge;
        }
        var patch = PatchVerb.Read(scope.Http, type, body, ScaleType, options);
        await WriteAsync(scope, options, current => PatchVerb.Apply(scope.Http, patch, current, ScaleType, options.FieldValidation));
    }

    private static async Task WriteAsync(RequestScope scope, WriteOptions options, Func<JsonMap, JsonMap> change)
    {
        var result = await scope.Registry.Updater.UpdateAsync(scope.Write(options), current =>
        {
            if (current is null) throw StatusException.NotFound(scope.Resource.GroupResource, scope.Info.Name);
            var scale = change(ScaleObject.Of(current));
            ScaleObject.Validate(scale, scope.Info.Name);
            if (scale.Map("metadata")?.String("resourceVersion") is { Length: > 0 } version) current.Map("metadata")!["resourceVersion"] = version;
            current.GetOrAddMap("spec")["replicas"] = scale.Map("spec")?.Long("replicas") ?? 0;
            return new ValueTask<JsonMap>(current);
        }, scope.Cancellation);
        await AnswerAsync(scope, ObjectCodec.Decode(result.Json, scope.Resource.Type));
    }

    private static ValueTask AnswerAsync(RequestScope scope, JsonMap parent) =>
        ResponseWriter.WriteAsync(scope.Http, 200, ScaleObject.Of(parent), scope.Representation);
}
