using Kube.ApiServer.Errors;
using Kube.ApiServer.Http.Body;
using Kube.ApiServer.Http.Options;
using Kube.ApiServer.Http.Responses;
using Kube.ApiServer.Kinds;
using Kube.ApiServer.Kinds.Subresources;
using Kube.ApiServer.Patching;
using Kube.ApiServer.Patching.FieldOwnership;
using Kube.ApiServer.Registry;
using Kube.OpenApi.Json;
using Kube.OpenApi.Schemas;

namespace Kube.ApiServer.Verbs;

/// <summary>GET, PUT and PATCH of <c>/scale</c>: the parent seen as an autoscaling/v1 Scale.</summary>
internal static class ScaleVerbs
{
    private static readonly TypeSchema ScaleType = Types.Of("autoscaling", "v1", "Scale");
    private static readonly KindSchema ScaleKind = new("autoscaling", "v1", "Scale", ScaleType);

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
        await WriteAsync(scope, options, (live, owners) => Owned(owners, live, scale.DeepClone(), options));
    }

    private static async Task PatchAsync(RequestScope scope)
    {
        var type = PatchTypes.Of(scope.Http.Request.ContentType) ?? throw StatusException.UnsupportedPatchType();
        var options = WriteOptions.Parse(scope.Http.Request, "PatchOptions", type == PatchType.Apply);
        var body = await RequestBody.ReadPatchAsync(scope.Http, type);
        if (type == PatchType.Apply)
        {
            var applied = YamlReader.Read(body) as JsonMap ?? throw StatusException.BadRequest("error decoding YAML: the applied configuration is no object");
            await WriteAsync(scope, options, (live, owners) => owners.Apply(live, applied, options.FieldManager, options.Force));
            return;
        }
        var patch = PatchVerb.Read(scope.Http, type, body, ScaleType, options);
        await WriteAsync(scope, options, (live, owners) => Owned(owners, live, PatchVerb.Apply(scope.Http, patch, live, ScaleType, options.FieldValidation), options));
    }

    /// <summary>A Scale written by anything but apply, with its managers.</summary>
    private static JsonMap Owned(FieldManager owners, JsonMap live, JsonMap scale, WriteOptions options)
    {
        owners.Update(live, scale, options.FieldManager);
        return scale;
    }

    private static async Task WriteAsync(RequestScope scope, WriteOptions options, Func<JsonMap, FieldManager, JsonMap> change)
    {
        var owners = new FieldManager(ScaleKind, scope.Registry.Time) { Subresource = ScaleSubresource.ScaleName };
        var ownership = new ScaleOwnership(scope.Resource.ApiVersion, new Dictionary<string, string?> { [scope.Resource.ApiVersion] = "spec.replicas" });
        var result = await scope.Registry.Updater.UpdateAsync(scope.Write(options), current =>
        {
            if (current is null) throw StatusException.NotFound(scope.Resource.GroupResource, scope.Info.Name);
            var metadata = current.Map("metadata")!;
            var live = ScaleObject.Of(current);
            SetManagers(live.Map("metadata")!, ownership.ToScale(metadata.List("managedFields")));
            var scale = change(live, owners);
            ScaleObject.Validate(scale, scope.Info.Name);
            if (scale.Map("metadata")?.String("resourceVersion") is { Length: > 0 } version) metadata["resourceVersion"] = version;
            SetManagers(metadata, ownership.ToParent(metadata.List("managedFields"), scale.Map("metadata")?.List("managedFields")));
            current.GetOrAddMap("spec")["replicas"] = scale.Map("spec")?.Long("replicas") ?? 0;
            return new ValueTask<JsonMap>(current);
        }, scope.Cancellation, owned: true);
        await AnswerAsync(scope, ObjectCodec.Decode(result.Json, scope.Resource.Type));
    }

    private static void SetManagers(JsonMap metadata, JsonList? managedFields)
    {
        if (managedFields is null) metadata.Remove("managedFields");
        else metadata["managedFields"] = managedFields;
    }

    private static ValueTask AnswerAsync(RequestScope scope, JsonMap parent) =>
        ResponseWriter.WriteAsync(scope.Http, 200, ScaleObject.Of(parent), scope.Representation);
}
