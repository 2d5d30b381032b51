using Kube.ApiServer.Admission;
using Kube.ApiServer.Caching;
using Kube.ApiServer.Errors;
using Kube.ApiServer.Patching.FieldOwnership;
using Kube.ApiServer.Registry.Metadata;
using Kube.ApiServer.Validation;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Registry;

/// <summary>
/// Changes objects: apiserver's update handler, <c>rest.BeforeUpdate</c> and GuaranteedUpdate. The change is made again when
/// another writer was first, unless the client said which state it is for.
/// </summary>
internal sealed class ObjectUpdater(ObjectWriter writer, ObjectCreator creator)
{
    /// <param name="change">
    /// Makes the new state from a copy of the current one (null when there is none and the kind may be created this way). May be
    /// called more than once.
    /// </param>
    /// <param name="createIfAbsent">Server-side apply creates what is not there.</param>
    /// <param name="owned">The change records field ownership itself.</param>
    public async ValueTask<ObjectResult> UpdateAsync(
        WriteRequest request, Func<JsonMap?, ValueTask<JsonMap>> change, CancellationToken cancellation, bool createIfAbsent = false, bool owned = false)
    {
        var resource = request.Resource;
        while (true)
        {
            var current = VersionView.OfAny(resource, (await writer.Cache(resource).LatestAsync(cancellation)).Get(request.Namespace, request.Name));
            if (current is null)
            {
                if (!createIfAbsent && !(resource.Strategy.AllowCreateOnUpdate && request.Subresource is null)) throw StatusException.NotFound(resource.GroupResource, request.Name);
                var made = await change(null);
                RefuseUid(request, made);
                return await creator.CreateAsync(request, made, cancellation, owned);
            }
            var old = ObjectCodec.Decode(current.Json, resource.Type);
            var obj = await change(old.DeepClone());
            if (await TryAsync(request, current, old, obj, owned, cancellation) is { } result) return result;
        }
    }

    private async ValueTask<ObjectResult?> TryAsync(WriteRequest request, CachedObject current, JsonMap old, JsonMap obj, bool owned, CancellationToken cancellation)
    {
        var (resource, strategy) = (request.Resource, request.Strategy);
        var metadata = obj.GetOrAddMap("metadata");
        var before = old.Map("metadata")!;
        CheckPreconditions(request, current, before, metadata);
        Identify(request, obj, before);

        strategy.SetDefaults(obj);
        // An empty list of managers asks to forget them; as it is it would be dropped.
        if (metadata.List("managedFields") is { Count: 0 } none) none.Add(new JsonMap());
        ObjectCodec.NormalizeBody(obj, resource.Type);
        if (!owned) writer.Ownership.For(request).Update(old, obj, request.Options.FieldManager);
        await writer.Admission.MutateAsync(writer.Admit(request, Operation.Update, obj, old), cancellation);

        KeepServerFields(metadata, before);
        if (strategy.HasStatus) Keep("status", obj, old);
        strategy.PrepareForUpdate(obj, old, writer.Context(request));
        metadata = obj.GetOrAddMap("metadata");
        ObjectCodec.Normalize(obj, resource.Type);
        if (strategy.TracksGeneration && !SameSpecification(obj, old)) metadata["generation"] = (before.Long("generation") ?? 0) + 1;

        Validate(request, obj, old);
        request.Warn(strategy.Warnings(obj, old));
        await writer.Admission.ValidateAsync(writer.Admit(request, Operation.Update, obj, old), cancellation);

        if (IsReadyToGo(request, obj, metadata))
        {
            return await writer.RemoveAsync(request, current, cancellation) ? new ObjectResult(ObjectCodec.Encode(obj, resource.Type)) : null;
        }
        ManagedFieldsTimes.KeepIfNothingElseChanged(old, obj);
        if (JsonValues.DeepEquals(obj, old) && !writer.IsStale(request, current)) return new ObjectResult(current.Json);
        return await writer.ReplaceAsync(request, current, obj, cancellation);
    }

    /// <summary>An object marked for deletion that nothing holds any more: the write that released it removes it.</summary>
    private static bool IsReadyToGo(WriteRequest request, JsonMap obj, JsonMap metadata) =>
        metadata["deletionTimestamp"] is not null && metadata.List("finalizers") is not { Count: > 0 } && (metadata.Long("deletionGracePeriodSeconds") ?? 0) == 0
        && !request.Resource.Strategy.HoldsDeleted(obj);

    private static void CheckPreconditions(WriteRequest request, CachedObject current, JsonMap before, JsonMap metadata)
    {
        var name = metadata.String("name");
        if (!string.IsNullOrEmpty(name) && name != request.Name)
        {
            throw StatusException.BadRequest($"the name of the object ({name}) does not match the name on the URL ({request.Name})");
        }
        if (metadata.String("uid") is { Length: > 0 } uid && uid != before.String("uid"))
        {
            throw StatusException.Conflict(request.Resource.GroupResource, request.Name,
                $"Precondition failed: UID in precondition: {uid}, UID in object meta: {before.String("uid")}");
        }
        var version = metadata.String("resourceVersion") ?? "";
        if (version.Length is 0 || version == "0")
        {
            if (request.Strategy.AllowUnconditionalUpdate) return;
            var errors = new FieldErrors();
            errors.Invalid(FieldPath.Of("metadata").Child("resourceVersion"), 0L, "must be specified for an update");
            errors.ThrowIfAny(request.Resource.GroupKind, request.Name);
        }
        if (!ulong.TryParse(version, out var revision)) throw StatusException.Plain($"strconv.ParseUint: parsing \"{version}\": invalid syntax");
        if ((long)revision != current.Revision) throw StatusException.Modified(request.Resource.GroupResource, request.Name);
    }

    private static void RefuseUid(WriteRequest request, JsonMap made)
    {
        if (made.Map("metadata")?.String("uid") is not { Length: > 0 } uid) return;
        throw StatusException.Conflict(request.Resource.GroupResource, request.Name, $"Precondition failed: UID in precondition: {uid}, UID in object meta: ");
    }

    private static void Identify(WriteRequest request, JsonMap obj, JsonMap before)
    {
        var metadata = obj.Map("metadata")!;
        if (metadata.String("namespace") is { Length: > 0 } given && given != request.Namespace)
        {
            throw StatusException.BadRequest("the namespace of the provided object does not match the namespace sent on the request");
        }
        obj["apiVersion"] = request.Resource.ApiVersion;
        obj["kind"] = request.Resource.Kind;
        metadata["name"] = request.Name;
        if (request.Resource.Namespaced) metadata["namespace"] = request.Namespace;
        metadata["resourceVersion"] = before["resourceVersion"];
    }

    private static void KeepServerFields(JsonMap metadata, JsonMap before)
    {
        Keep("generation", metadata, before);
        metadata.Remove("selfLink");
        foreach (var field in (ReadOnlySpan<string>)["uid", "creationTimestamp", "deletionTimestamp", "deletionGracePeriodSeconds"])
        {
            if (metadata[field] is null) Keep(field, metadata, before);
        }
    }

    private static void Keep(string field, JsonMap obj, JsonMap old)
    {
        if (old.TryGetValue(field, out var value)) obj[field] = JsonValues.DeepClone(value);
        else obj.Remove(field);
    }

    private static bool SameSpecification(JsonMap obj, JsonMap old) =>
        obj.Keys.Concat(old.Keys).Distinct().All(field => field is "metadata" or "status" or "apiVersion" or "kind" || JsonValues.DeepEquals(obj[field], old[field]));

    private static void Validate(WriteRequest request, JsonMap obj, JsonMap old)
    {
        var (resource, strategy) = (request.Resource, request.Strategy);
        var (metadata, before) = (obj.Map("metadata")!, old.Map("metadata")!);
        var errors = new FieldErrors();
        // Upstream checks the metadata in general and again with each kind; the causes show both.
        MetadataValidation.ValidateUpdate(metadata, before, errors);
        MetadataValidation.ValidateUpdate(metadata, before, errors);
        strategy.ValidateUpdate(obj, old, errors);
        errors.ThrowIfAny(resource.GroupKind, request.Name);
    }
}
