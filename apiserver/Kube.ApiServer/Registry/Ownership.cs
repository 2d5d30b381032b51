using System.Collections.Concurrent;
using Kube.ApiServer.Kinds;
using Kube.ApiServer.Patching.FieldOwnership;
using Kube.ApiServer.Patching.FieldOwnership.Managers;
using Kube.OpenApi.Schemas;

namespace Kube.ApiServer.Registry;

/// <summary>The field manager of each resource and subresource, made when it is first written through.</summary>
internal sealed class Ownership(TimeProvider time, ResourceCaches caches)
{
    private readonly ConcurrentDictionary<(string Group, string Version, string Plural, string Subresource), FieldManager> _managers = new();

    public FieldManager For(WriteRequest request) =>
        _managers.GetOrAdd((request.Resource.Group, request.Resource.Version, request.Resource.Plural, request.OwnershipSubresource), _ => Make(request));

    private FieldManager Make(WriteRequest request)
    {
        var resource = request.Resource;
        return new FieldManager(new KindSchema(resource.Group, resource.Version, resource.Kind, resource.Type), time)
        {
            Subresource = request.OwnershipSubresource,
            Filter = request.Strategy.Ownable,
            Convert = Conversion(caches.VersionsOf(resource)),
        };
    }

    /// <summary>Null where there is nothing to convert to.</summary>
    private static VersionConversion? Conversion(IReadOnlyDictionary<string, Resource> versions) => versions.Count == 1 ? null : (value, apiVersion) =>
        versions.TryGetValue(apiVersion, out var to)
            ? new VersionedObject(VersionView.Convert(value.Object, versions[value.ApiVersion], to), to.Type, apiVersion)
            : null;
}
