using Kube.ApiServer.Caching;
using Kube.ApiServer.Kinds;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Registry;

/// <summary>Cached objects as a served version shows them: the stored bytes, or a conversion made once a revision and shared.</summary>
internal static class VersionView
{
    public static CachedObject Of(Resource resource, CachedObject item) =>
        resource.StoredAs is null ? item : item.GetOrDerive(resource.StoredAs, found => Convert(resource, found));

    public static CachedObject? OfAny(Resource resource, CachedObject? item) => item is null ? null : Of(resource, item);

    /// <summary>The bytes to store of an object in a served version.</summary>
    public static byte[] EncodeStored(Resource resource, JsonMap obj) =>
        ObjectCodec.Encode(resource.StoredAs is null ? obj : Convert(obj, resource, resource.Storage), resource.Storage.Type);

    /// <summary>An object in another version of its kind; a new one.</summary>
    public static JsonMap Convert(JsonMap obj, Resource from, Resource to)
    {
        var converted = from.StoredAs is { } stored ? stored.ToStored(obj) : obj.DeepClone();
        if (to.StoredAs is { } served) converted = served.FromStored(converted);
        (converted["apiVersion"], converted["kind"]) = (to.ApiVersion, to.Kind);
        ObjectCodec.Normalize(converted, to.Type);
        return converted;
    }

    private static CachedObject Convert(Resource resource, CachedObject item)
    {
        var stored = ObjectCodec.Decode(item.Json, resource.Storage.Type);
        return new CachedObject(item.Key, item.Revision, ObjectCodec.EncodeWhole(Convert(stored, resource.Storage, resource), resource.Type), item.Index);
    }
}
