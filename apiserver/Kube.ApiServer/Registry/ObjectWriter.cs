using Kube.ApiServer.Admission;
using Kube.ApiServer.Caching;
using Kube.ApiServer.Errors;
using Kube.ApiServer.Kinds;
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
        new(Time.GetUtcNow(), request.User.Name, request.Options.DryRun) { Subresource = request.SubresourceName, ServiceAddresses = registry.ServiceAddresses };

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
        Registry = registry,
    };

    /// <summary>Writing it again as it is changes how it is stored: it was encrypted with an older key, or not at all.</summary>
    public bool IsStale(WriteRequest request, CachedObject current) => store.IsStale(Key(request.Resource, current.Namespace, current.Name));

    /// <summary>Stores a new object.</summary>
    /// <exception cref="StatusException">409 when the name is taken.</exception>
    public async ValueTask<ObjectResult> CreateAsync(WriteRequest request, string name, JsonMap obj, CancellationToken cancellation)
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
        var result = await store.WriteAsync(Write.Create(Key(resource, request.Namespace, name), stored), cancellation);
        if (!result.Committed) throw StatusException.AlreadyExists(resource.GroupResource, name);
        return new ObjectResult(ObjectBytes.WithResourceVersion(value, result.Revision), Created: true);
    }

    /// <returns>The new state; null when another writer was first and the caller should look again.</returns>
    public async ValueTask<ObjectResult?> ReplaceAsync(WriteRequest request, CachedObject current, JsonMap obj, CancellationToken cancellation)
    {
        obj.Map("metadata")!.Remove("resourceVersion");
        var value = ObjectCodec.Encode(obj, request.Resource.Type);
        var stored = request.Resource.StoredAs is null ? value : VersionView.EncodeStored(request.Resource, obj);
        if (request.Options.DryRun) return new ObjectResult(ObjectBytes.WithResourceVersion(value, current.Revision));
        var result = await store.WriteAsync(Write.Update(Key(request.Resource, current.Namespace, current.Name), stored, current.Revision), cancellation);
        if (result.Committed) return new ObjectResult(ObjectBytes.WithResourceVersion(value, result.Revision));
        await CatchUpAsync(request.Resource, result, cancellation);
        return null;
    }

    /// <returns>Whether the object is gone; false when another writer was first and the caller should look again.</returns>
    public async ValueTask<bool> RemoveAsync(WriteRequest request, CachedObject current, CancellationToken cancellation)
    {
        if (request.Options.DryRun) return true;
        var result = await store.WriteAsync(Write.Delete(Key(request.Resource, current.Namespace, current.Name), current.Revision), cancellation);
        if (result.Committed) return true;
        await CatchUpAsync(request.Resource, result, cancellation);
        return false;
    }

    /// <summary>Waits until the cache knows what a lost race was lost to.</summary>
    private async ValueTask CatchUpAsync(Resource resource, WriteResult lost, CancellationToken cancellation)
    {
        if (lost.Revision > 0) await Cache(resource).NotOlderThanAsync(lost.Revision, cancellation);
        else await Cache(resource).LatestAsync(cancellation);
    }

    private string Key(Resource resource, string @namespace, string name) => StoreKey.Of(Cache(resource).Prefix, @namespace, name);
}
