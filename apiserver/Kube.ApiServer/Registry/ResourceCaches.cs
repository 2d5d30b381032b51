using System.Collections.Frozen;
using Kube.ApiServer.Caching;
using Kube.ApiServer.Kinds;

namespace Kube.ApiServer.Registry;

/// <summary>The watch cache of each served resource. Versions of one kind share one.</summary>
internal sealed class ResourceCaches(CacheHub hub, IReadOnlyList<Resource> resources)
{
    private readonly FrozenDictionary<(string Group, string Version, string Plural), WatchCache> _caches = resources.Where(resource => resource is { IsStored: true, StoredAs: null }).ToFrozenDictionary(
        Key,
        resource => hub.Register(Storage.StoreKey.Prefix(resource.StoragePrefix), new JsonIndexer([.. resource.SelectableFields])));

    /// <summary>A resource in each version its objects are served in, by group and version.</summary>
    public IReadOnlyDictionary<string, Resource> VersionsOf(Resource resource) =>
        resources.Where(each => Key(each.Storage) == Key(resource.Storage)).ToDictionary(each => each.ApiVersion);

    /// <exception cref="KeyNotFoundException">The resource is not served or stores nothing: a mistake of the caller.</exception>
    public WatchCache For(Resource resource) => _caches[Key(resource.Storage)];

    private static (string Group, string Version, string Plural) Key(Resource resource) => (resource.Group, resource.Version, resource.Plural);
}
