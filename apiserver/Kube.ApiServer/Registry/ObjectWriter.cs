using Kube.ApiServer.Admission;
using Kube.ApiServer.Caching;
using Kube.ApiServer.Errors;
using Kube.ApiServer.Kinds;
using Kube.ApiServer.Kinds.Rbac;
using Kube.ApiServer.Storage;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Registry;

/// <summary>What creating, updating and deleting share: admission and the commit.</summary>
internal sealed class ObjectWriter(IObjectStore store, ResourceCaches caches, AdmissionChain admission, ResourceRegistry registry)
{
    public AdmissionChain Admission => admission;

    public Ownership Ownership => registry.Ownership;

    public TimeProvider Time => registry.Time;

    public WatchCache Cache(Resource resource) => caches.For(resource);

    public WriteContext Context(WriteRequest request) =>
        new(Time.GetUtcNow(), request.User, request.Options.DryRun) { Subresource = request.SubresourceName, ServiceAddresses = registry.ServiceAddresses };

    public AdmissionRequest Admit(WriteRequest request, Operation operation, JsonMap? obj, JsonMap? old) => new()
    {
        Operation = operation,
        Resource = request.Resource,
        Subresource = request.OwnershipSubresource,
        Namespace = request.Namespace,
        Name = request.Name.Length > 0 ? request.Name : obj?.Map("metadata")?.String("name") ?? "",
        Object = obj,
        OldObject = old,
        User = request.User,
        DryRun = request.Options.DryRun,
        Warn = request.Warn,
        Annotate = request.Annotate,
        Registry = registry,
    };

    /// <summary>Writing it again as it is changes how it is stored: it was encrypted with an older key, or not at all.</summary>
    public bool IsStale(WriteRequest request, CachedObject current) => store.IsStale(Key(request.Resource, current.Namespace, current.Name));

    /// <summary>Stores a new object.</summary>
    /// <returns>Null when a companion of the object was another's first, and the caller should prepare it again.</returns>
    /// <exception cref="StatusException">409 when the name is taken.</exception>
    public async ValueTask<ObjectResult?> CreateAsync(WriteRequest request, string name, JsonMap obj, CancellationToken cancellation)
    {
        var resource = request.Resource;
        obj.Map("metadata")!.Remove("resourceVersion");
        var value = ObjectCodec.Encode(obj, resource.Type);
        var stored = resource.StoredAs is null ? value : VersionView.EncodeStored(resource, obj);
        if (request.Options.DryRun)
        {
            if ((await Cache(resource).LatestAsync(cancellation)).Get(request.Namespace, name) is not null) throw StatusException.AlreadyExists(resource.GroupResource, name);
            return new ObjectResult(value, Created: true);
        }
        var write = Write.Create(Key(resource, request.Namespace, name), stored) with { Note = Index(resource, obj) };
        var result = await CommitAsync(resource, write, obj, null, cancellation);
        if (result.Outcome == WriteOutcome.AlreadyExists) throw StatusException.AlreadyExists(resource.GroupResource, name);
        if (!result.Committed) return null;
        return new ObjectResult(ObjectBytes.WithResourceVersion(value, result.Revision), Created: true);
    }

    /// <returns>The new state; null when another writer was first and the caller should look again.</returns>
    public async ValueTask<ObjectResult?> ReplaceAsync(WriteRequest request, CachedObject current, JsonMap obj, CancellationToken cancellation)
    {
        obj.Map("metadata")!.Remove("resourceVersion");
        var value = ObjectCodec.Encode(obj, request.Resource.Type);
        var stored = request.Resource.StoredAs is null ? value : VersionView.EncodeStored(request.Resource, obj);
        if (request.Options.DryRun) return new ObjectResult(ObjectBytes.WithResourceVersion(value, current.Revision));
        var write = Write.Update(Key(request.Resource, current.Namespace, current.Name), stored, current.Revision) with { Note = Index(request.Resource, obj) };
        var result = await CommitAsync(request.Resource, write, obj, current, cancellation);
        if (result.Committed) return new ObjectResult(ObjectBytes.WithResourceVersion(value, result.Revision));
        return null;
    }

    /// <returns>Whether the object is gone; false when another writer was first and the caller should look again.</returns>
    public async ValueTask<bool> RemoveAsync(WriteRequest request, CachedObject current, CancellationToken cancellation)
    {
        if (request.Options.DryRun) return true;
        var result = await CommitAsync(request.Resource, Write.Delete(Key(request.Resource, current.Namespace, current.Name), current.Revision), null, current, cancellation);
        return result.Committed;
    }

    /// <summary>
    /// Writes an object and its companions. When anything was in the way, the caches know it when this returns; a companion's trouble
    /// shows as <see cref="WriteOutcome.Abandoned"/>.
    /// </summary>
    private async ValueTask<WriteResult> CommitAsync(Resource resource, Write write, JsonMap? obj, CachedObject? current, CancellationToken cancellation)
    {
        var companions = resource.Companions?.Writes(obj, current is null ? null : ObjectCodec.Decode(current.Json, resource.Type), registry).ToList();
        IReadOnlyList<WriteResult> results = companions is { Count: > 0 }
            ? await store.WriteAllAsync([write, .. companions], cancellation)
            : [await store.WriteAsync(write, cancellation)];
        foreach (var lost in results)
        {
            if (lost.Outcome is not (WriteOutcome.Committed or WriteOutcome.Abandoned)) await CatchUpAsync(resource, lost, cancellation);
        }
        // What stood on this, a right or a token, is gone for the very next request.
        if ((write.IsDelete || resource.Group == RbacRules.Group) && results[0].Committed) await Cache(resource).NotOlderThanAsync(results[0].Revision, cancellation);
        return results[0];
    }

    /// <summary>Waits until the cache knows what a lost race was lost to.</summary>
    private async ValueTask CatchUpAsync(Resource resource, WriteResult lost, CancellationToken cancellation)
    {
        if (lost.Revision > 0) await Cache(resource).CaughtUpAsync(lost.Revision, cancellation);
        else await Cache(resource).LatestAsync(cancellation);
    }

    /// <summary>Null where another version of the object is stored.</summary>
    private IndexNote? Index(Resource resource, JsonMap obj) =>
        resource.StoredAs is null && Cache(resource).Indexer is { } indexer ? new IndexNote(indexer, indexer.Index(obj)) : null;

    private string Key(Resource resource, string @namespace, string name) => StoreKey.Of(Cache(resource).Prefix, @namespace, name);
}
