using k8s;
using k8s.Models;

namespace Kube.Controllers.Scheduling.Cluster;

/// <summary>The last seen objects of one kind, by namespace and name.</summary>
internal sealed class ObjectStore<T>
    where T : IKubernetesObject<V1ObjectMeta>
{
    private readonly Dictionary<string, Dictionary<string, T>> _objects = [];

    public void Set(T item) => InNamespaceOf(item)[item.Metadata.Name] = item;

    public void Remove(T item) => InNamespaceOf(item).Remove(item.Metadata.Name);

    /// <param name="ns">The namespace; empty for a kind that has none.</param>
    public T? Find(string ns, string name) => _objects.TryGetValue(ns, out var objects) ? objects.GetValueOrDefault(name) : default;

    public IReadOnlyCollection<T> In(string ns) => _objects.TryGetValue(ns, out var objects) ? objects.Values : [];

    private Dictionary<string, T> InNamespaceOf(T item)
    {
        var ns = item.Metadata.NamespaceProperty ?? "";
        if (!_objects.TryGetValue(ns, out var objects))
            _objects[ns] = objects = [];
        return objects;
    }
}
