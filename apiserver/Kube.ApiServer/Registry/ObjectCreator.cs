using Kube.ApiServer.Admission;
using Kube.ApiServer.Errors;
using Kube.ApiServer.Registry.Metadata;
using Kube.ApiServer.Validation;
using Kube.OpenApi.Json;
using Kube.OpenApi.Scalars;

namespace Kube.ApiServer.Registry;

/// <summary>Creates objects: apiserver's create handler and <c>rest.BeforeCreate</c>.</summary>
internal sealed class ObjectCreator(ObjectWriter writer)
{
    /// <param name="obj">The decoded body; it becomes the stored object.</param>
    /// <param name="owned">Field ownership is recorded already, by server-side apply.</param>
    /// <exception cref="StatusException">Whatever is wrong with the object, or AlreadyExists.</exception>
    public async ValueTask<ObjectResult> CreateAsync(WriteRequest request, JsonMap obj, CancellationToken cancellation, bool owned = false)
    {
        var resource = request.Resource;
        var strategy = resource.Strategy;
        var metadata = obj.GetOrAddMap("metadata");
        obj["apiVersion"] = resource.ApiVersion;
        obj["kind"] = resource.Kind;
        SetNamespace(request, metadata);
        if (metadata.String("resourceVersion") is { Length: > 0 } and not "0") throw StatusException.Plain("resourceVersion should not be set on objects to be created");

        strategy.SetDefaults(obj);
        ObjectCodec.NormalizeBody(obj, resource.Type);
        if (!owned) writer.Ownership.For(request).Update(null, obj, request.Options.FieldManager);
        await writer.Admission.MutateAsync(writer.Admit(request, Operation.Create, obj, null), cancellation);

        while (true)
        {
            // Another attempt begins from here again.
            var attempt = resource.Companions is null ? obj : obj.DeepClone();
            if (await TryAsync(request, attempt, cancellation) is { } result) return result;
        }
    }

    private async ValueTask<ObjectResult?> TryAsync(WriteRequest request, JsonMap obj, CancellationToken cancellation)
    {
        var resource = request.Resource;
        var strategy = resource.Strategy;
        var metadata = obj.GetOrAddMap("metadata");
        FillMetadata(metadata);
        if (strategy.HasStatus) obj.Remove("status");
        if (strategy.TracksGeneration) metadata["generation"] = 1L;
        strategy.PrepareForCreate(obj, writer.Context(request));
        if (string.IsNullOrEmpty(metadata.String("name")) && metadata.String("generateName") is { Length: > 0 } prefix) metadata["name"] = GeneratedName.From(prefix);
        ObjectCodec.Normalize(obj, resource.Type);

        Validate(request, obj);
        request.Warn(strategy.Warnings(obj, null));
        await request.ConfirmCreate();
        await writer.Admission.ValidateAsync(writer.Admit(request, Operation.Create, obj, null), cancellation);
        return await writer.CreateAsync(request, metadata.String("name")!, obj, cancellation);
    }

    private static void Validate(WriteRequest request, JsonMap obj)
    {
        var (resource, strategy) = (request.Resource, request.Resource.Strategy);
        var errors = new FieldErrors();
        MetadataValidation.Validate(obj.Map("metadata")!, resource.Namespaced, strategy.CheckName, errors);
        strategy.Validate(obj, errors);
        errors.ThrowIfAny(resource.GroupKind, obj.Map("metadata")!.String("name") ?? "");
    }

    private void FillMetadata(JsonMap metadata)
    {
        metadata.Remove("deletionTimestamp");
        metadata.Remove("deletionGracePeriodSeconds");
        metadata.Remove("selfLink");
        metadata["uid"] = Guid.NewGuid().ToString();
        metadata["creationTimestamp"] = TimeText.Format(writer.Time.GetUtcNow());
    }

    /// <exception cref="StatusException">400 when body and path name different namespaces.</exception>
    private static void SetNamespace(WriteRequest request, JsonMap metadata)
    {
        if (!request.Resource.Namespaced) return;
        var given = metadata.String("namespace");
        if (!string.IsNullOrEmpty(given) && given != request.Namespace)
        {
            throw StatusException.BadRequest("the namespace of the provided object does not match the namespace sent on the request");
        }
        metadata["namespace"] = request.Namespace;
    }
}
