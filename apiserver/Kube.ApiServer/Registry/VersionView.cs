using Kube.ApiServer.Caching;
using Kube.ApiServer.Kinds;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Registry;

/// <summary>Cached objects as a served version shows them: the stored bytes, or a conversion made once a revision and shared.</summary>
internal static class VersionView
{
    public static CachedObject Of(Resource resource, CachedObject item) =>
        resource.StoredAs is { } stored ? item.GetOrDerive(stored, found => Convert(resource, stored, found)) : item;

    public static CachedObject? OfAny(Resource resource, CachedObject? item) => item is null ? null : Of(resource, item);

    /// <summary>The bytes to store of an object in a served version.</summary>
    public static byte[] EncodeStored(Resource resource, JsonMap obj)
    {
        if (resource.StoredAs is not { } stored) return ObjectCodec.Encode(obj, resource.Type);
        var converted = stored.ToStored(obj);
        (converted["apiVersion"], converted["kind"]) = (stored.Resource.ApiVersion, stored.Resource.Kind);
        ObjectCodec.Normalize(converted, stored.Resource.Type);
        return ObjectCodec.Encode(converted, stored.Resource.Type);
    }

    private static CachedObject Convert(Resource resource, StoredVersion stored, CachedObject item)
    {
        var converted = stored.FromStored(ObjectCodec.Decode(item.Json, stored.Resource.Type));
        (converted["apiVersion"], converted["kind"]) = (resource.ApiVersion, resource.Kind);
        ObjectCodec.Normalize(converted, resource.Type);
        return new CachedObject(item.Key, item.Revision, ObjectCodec.EncodeWhole(converted, resource.Type), item.Index);
    }
}
