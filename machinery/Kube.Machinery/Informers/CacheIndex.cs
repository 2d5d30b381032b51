namespace Kube.Machinery.Informers;

internal sealed class CacheIndex<T>(Func<T, IEnumerable<string>> values)
    where T : class
{
    private static readonly HashSet<ObjectKey> None = [];

    private readonly Dictionary<string, HashSet<ObjectKey>> _keys = new(StringComparer.Ordinal);

    public IReadOnlyCollection<ObjectKey> Keys(string value) => _keys.GetValueOrDefault(value, None);

    public void Replace(ObjectKey key, T? old, T? obj)
    {
        if (old is not null)
        {
            foreach (var value in values(old))
                Remove(value, key);
        }
        if (obj is not null)
        {
            foreach (var value in values(obj))
                Add(value, key);
        }
    }

    private void Add(string value, ObjectKey key)
    {
        if (!_keys.TryGetValue(value, out var keys))
            _keys.Add(value, keys = []);
        keys.Add(key);
    }

    private void Remove(string value, ObjectKey key)
    {
        if (_keys.TryGetValue(value, out var keys) && keys.Remove(key) && keys.Count == 0)
            _keys.Remove(value);
    }
}
