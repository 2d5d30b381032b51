using k8s;
using k8s.Models;

namespace Kube.Machinery.Informers;

/// <summary>
/// The objects an informer knows, with optional indexes. Readers on any thread see each change whole; the objects are
/// shared and must not be changed (see <see cref="Clients.ModelJson.DeepCopy"/>).
/// </summary>
public sealed class ObjectCache<T>
    where T : class, IKubernetesObject<V1ObjectMeta>
{
    private const string Namespaces = "namespace";

    private readonly Lock _gate = new();
    private readonly Dictionary<ObjectKey, T> _objects = [];
    private readonly Dictionary<string, CacheIndex<T>> _indexes = new(StringComparer.Ordinal)
    {
        [Namespaces] = new CacheIndex<T>(obj => [obj.Metadata.NamespaceProperty ?? ""]),
    };

    /// <summary>Adds an index; each object is found under every value given for it. Repeating a name changes nothing.</summary>
    public void AddIndex(string name, Func<T, IEnumerable<string>> values)
    {
        lock (_gate)
        {
            if (_indexes.ContainsKey(name))
                return;
            var index = new CacheIndex<T>(values);
            foreach (var (key, obj) in _objects)
                index.Replace(key, null, obj);
            _indexes.Add(name, index);
        }
    }

    public T? Get(ObjectKey key)
    {
        lock (_gate)
            return _objects.GetValueOrDefault(key);
    }

    public T? Get(string @namespace, string name) => Get(new ObjectKey(@namespace, name));

    public IReadOnlyList<T> List()
    {
        lock (_gate)
            return [.. _objects.Values];
    }

    public IReadOnlyList<T> List(string @namespace) => ByIndex(Namespaces, @namespace);

    public IReadOnlyList<T> ByIndex(string index, string value)
    {
        lock (_gate)
            return [.. _indexes[index].Keys(value).Select(key => _objects[key])];
    }

    internal IReadOnlyList<ObjectKey> Keys()
    {
        lock (_gate)
            return [.. _objects.Keys];
    }

    /// <summary>Stores, or with null removes, and returns what was there before.</summary>
    internal T? Replace(ObjectKey key, T? obj)
    {
        lock (_gate)
        {
            _objects.Remove(key, out var old);
            if (obj is not null)
                _objects.Add(key, obj);
            foreach (var index in _indexes.Values)
                index.Replace(key, old, obj);
            return old;
        }
    }
}
