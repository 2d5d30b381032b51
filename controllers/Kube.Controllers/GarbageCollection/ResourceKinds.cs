using Kube.Machinery.Clients;

namespace Kube.Controllers.GarbageCollection;

/// <summary>The resources served now, by the kinds owner references name.</summary>
internal sealed class ResourceKinds
{
    private volatile Dictionary<(string ApiVersion, string Kind), ServedResource> _resources = [];

    public ServedResource? Find(string apiVersion, string kind) => _resources.GetValueOrDefault((apiVersion, kind));

    public void Replace(IEnumerable<ServedResource> resources)
    {
        var found = new Dictionary<(string, string), ServedResource>();
        foreach (var resource in resources)
            found.TryAdd((resource.Type.ApiVersion, resource.Type.Kind), resource);
        _resources = found;
    }
}
