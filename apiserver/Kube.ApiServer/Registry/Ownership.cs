using System.Collections.Concurrent;
using Kube.ApiServer.Patching.FieldOwnership;
using Kube.OpenApi.Schemas;

namespace Kube.ApiServer.Registry;

/// <summary>The field manager of each resource and subresource, made when it is first written through.</summary>
internal sealed class Ownership(TimeProvider time)
{
    private readonly ConcurrentDictionary<(string Group, string Plural, string Subresource), FieldManager> _managers = new();

    public FieldManager For(WriteRequest request) =>
        _managers.GetOrAdd((request.Resource.Group, request.Resource.Plural, request.OwnershipSubresource), _ => Make(request));

    private FieldManager Make(WriteRequest request)
    {
        var resource = request.Resource;
        return new FieldManager(new KindSchema(resource.Group, resource.Version, resource.Kind, resource.Type), time)
        {
            Subresource = request.OwnershipSubresource,
            Filter = request.Strategy.Ownable,
        };
    }
}
