using Kube.ApiServer.Errors;
using Kube.ApiServer.Http.Body;
using Kube.ApiServer.Http.Options;
using Kube.ApiServer.Registry;
using Kube.OpenApi.Decoding;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Verbs;

/// <summary>Server-side apply: the body says what its manager wants, and becomes an object if there is none.</summary>
internal static class ApplyVerb
{
    public static ValueTask<ObjectResult> ApplyAsync(RequestScope scope, WriteOptions options, ReadOnlyMemory<byte> body)
    {
        var applied = ReadConfiguration(scope, body);
        var write = scope.Write(options);
        return scope.Registry.Updater.UpdateAsync(
            write,
            current => new ValueTask<JsonMap>(Decode(scope, scope.Registry.Ownership.For(write).Apply(current, applied.DeepClone(), options.FieldManager, options.Force))),
            scope.Cancellation,
            createIfAbsent: scope.Subresource is null,
            owned: true);
    }

    /// <summary>What was applied is in the merged object as it was given: brought into the form of its kind.</summary>
    private static JsonMap Decode(RequestScope scope, JsonMap merged)
    {
        try
        {
            return SchemaDecoder.Decode(JsonWriter.ToBytes(merged), scope.Resource.Type).Object;
        }
        catch (DecodeException wrong)
        {
            throw StatusException.Plain($"failed to convert merged object: {wrong.Message}");
        }
    }

    /// <summary>The applied configuration, not decoded: what it does not mention it does not own.</summary>
    /// <exception cref="StatusException">400 when it is no object of the kind and name the path names.</exception>
    private static JsonMap ReadConfiguration(RequestScope scope, ReadOnlyMemory<byte> body)
    {
        if (YamlReader.Read(body) is not JsonMap applied) throw StatusException.BadRequest("error decoding YAML: the applied configuration is no object");
        var resource = scope.Resource;
        if (applied.String("apiVersion") != resource.ApiVersion || applied.String("kind") != resource.Kind)
        {
            throw StatusException.BadRequest(
                $"incorrect GroupVersionKind for applied configuration: {applied.String("apiVersion")}, Kind={applied.String("kind")}, expected {resource.ApiVersion}, Kind={resource.Kind}");
        }
        var metadata = applied.GetOrAddMap("metadata");
        if (metadata.String("name") is { Length: > 0 } name && name != scope.Info.Name)
        {
            throw StatusException.BadRequest($"the name of the object ({name}) does not match the name on the URL ({scope.Info.Name})");
        }
        metadata["name"] = scope.Info.Name;
        return applied;
    }
}
