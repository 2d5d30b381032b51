using Kube.ApiServer.Discovery;
using Kube.ApiServer.Kinds;
using Kube.ApiServer.Registry;
using Prometheus;

namespace Kube.ApiServer.Metrics;

/// <summary>How many objects there are of each resource, counted when somebody asks.</summary>
internal sealed class ObjectMetrics(MetricFactory factory, ResourceCatalog catalog, ResourceCaches caches)
{
    private readonly Gauge _objects = factory.CreateGauge("apiserver_resource_objects", "Stored objects, by group and resource.", ["group", "resource"]);
    private readonly Gauge _stored = factory.CreateGauge("apiserver_storage_objects", "Stored objects, by resource and group in one; since 1.34 apiserver_resource_objects is to be preferred.", ["resource"]);

    public void Collect()
    {
        foreach (var resource in catalog.All.Where(resource => resource is { IsStored: true, StoredAs: null }))
        {
            var count = caches.For(resource).Current.Count();
            _objects.WithLabels(resource.Group, resource.Plural).Set(count);
            _stored.WithLabels(NameOf(resource)).Set(count);
        }
    }

    private static string NameOf(Resource resource) => resource.Group.Length == 0 ? resource.Plural : $"{resource.Plural}.{resource.Group}";
}
