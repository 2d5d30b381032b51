using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace Kube.OpenApi.Json;

/// <summary>
/// A JSON object as the server works on it: an ordered map from field name to value. A value is one of
/// <see langword="null"/>, <see cref="bool"/>, <see cref="long"/>, <see cref="double"/>, <see cref="string"/>,
/// <see cref="JsonMap"/> or <see cref="JsonList"/>, and nothing else.
/// </summary>
/// <remarks>
/// Fields keep the order they were added in. Most Kubernetes objects have fewer than a dozen fields, so lookup is a scan
/// until <see cref="IndexThreshold"/> fields, and a hash index above it. Not safe for concurrent writes.
/// </remarks>
public sealed class JsonMap : IEnumerable<KeyValuePair<string, object?>>
{
    private const int IndexThreshold = 16;

    private KeyValuePair<string, object?>[] _fields;

    /// <summary>The index of a large map, or the bytes of a frozen one: few maps have either, so they share a place.</summary>
    private object? _aside;

    public JsonMap(int capacity = 0)
    {
        // Many are made only to be found empty.
        _fields = capacity == 0 ? [] : new KeyValuePair<string, object?>[capacity];
    }

    public int Count { get; private set; }

    public object? this[string key]
    {
        get => IndexOf(key) is var at and >= 0 ? _fields[at].Value : null;
        set
        {
            var at = IndexOf(key);
            if (at >= 0) SetValueAt(at, value);
            else Append(key, value);
        }
    }

    /// <summary>Its compact JSON, where <see cref="Writing.SchemaWriter.Freeze"/> keeps it; gone when the map changes.</summary>
    internal byte[]? Encoded
    {
        get => _aside as byte[];
        set => _aside = value;
    }

    /// <summary>Supports collection initializers; the key must not be there yet.</summary>
    public void Add(string key, object? value)
    {
        if (ContainsKey(key)) throw new ArgumentException($"duplicate key \"{key}\"", nameof(key));
        Append(key, value);
    }

    public bool ContainsKey(string key) => IndexOf(key) >= 0;

    public bool TryGetValue(string key, out object? value)
    {
        var at = IndexOf(key);
        value = at >= 0 ? _fields[at].Value : null;
        return at >= 0;
    }

    public bool TryGet<T>(string key, [NotNullWhen(true)] out T? value) where T : notnull
    {
        if (this[key] is T found)
        {
            value = found;
            return true;
        }
        value = default;
        return false;
    }

    /// <summary>The object under <paramref name="key"/>, or null when it is absent or no object.</summary>
    public JsonMap? Map(string key) => this[key] as JsonMap;

    /// <summary>The list under <paramref name="key"/>, or null when it is absent or no list.</summary>
    public JsonList? List(string key) => this[key] as JsonList;

    /// <summary>The string under <paramref name="key"/>, or null when it is absent or no string.</summary>
    public string? String(string key) => this[key] as string;

    /// <summary>The integer under <paramref name="key"/>, or null when it is absent or no integer.</summary>
    public long? Long(string key) => this[key] as long?;

    /// <summary>The boolean under <paramref name="key"/>, or null when it is absent or no boolean.</summary>
    public bool? Bool(string key) => this[key] as bool?;

    /// <summary>The objects of the list under <paramref name="key"/>; empty when there is no such list.</summary>
    public JsonMaps Maps(string key) => new(List(key));

    public JsonMap GetOrAddMap(string key)
    {
        if (Map(key) is { } found) return found;
        var made = new JsonMap();
        this[key] = made;
        return made;
    }

    public JsonList GetOrAddList(string key)
    {
        if (List(key) is { } found) return found;
        var made = new JsonList();
        this[key] = made;
        return made;
    }

    /// <summary>Sets <paramref name="key"/> unless it is there with a value that is not null.</summary>
    public void Default(string key, object value)
    {
        if (this[key] is null) this[key] = value;
    }

    public bool Remove(string key)
    {
        var at = IndexOf(key);
        if (at < 0) return false;
        RemoveAt(at);
        return true;
    }

    public JsonMap DeepClone()
    {
        var copy = new JsonMap(Math.Max(Count, 1)) { Count = Count };
        for (var i = 0; i < Count; i++) copy._fields[i] = new(_fields[i].Key, JsonValues.DeepClone(_fields[i].Value));
        return copy;
    }

    public KeyCollection Keys => new(this);

    public Enumerator GetEnumerator() => new(this);

    IEnumerator<KeyValuePair<string, object?>> IEnumerable<KeyValuePair<string, object?>>.GetEnumerator() => GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public override string ToString() => JsonWriter.ToText(this);

    /// <summary>Adds a field that the caller knows is not there.</summary>
    internal void AddNew(string key, object? value) => Append(key, value);

    internal string KeyAt(int at) => _fields[at].Key;

    internal object? ValueAt(int at) => _fields[at].Value;

    internal void SetValueAt(int at, object? value)
    {
        _fields[at] = new(_fields[at].Key, value);
        Thaw();
    }

    internal void RemoveAt(int at)
    {
        Count--;
        Array.Copy(_fields, at + 1, _fields, at, Count - at);
        _fields[Count] = default;
        _aside = null;
    }

    private int IndexOf(string key)
    {
        if (Count > IndexThreshold && _aside is not byte[]) return Index().TryGetValue(key, out var found) ? found : -1;
        var fields = _fields.AsSpan(0, Count);
        for (var i = 0; i < fields.Length; i++)
        {
            // Field names are interned by the schema decoder, so the reference usually decides.
            var name = fields[i].Key;
            if (ReferenceEquals(name, key) || (name.Length == key.Length && name == key)) return i;
        }
        return -1;
    }

    private Dictionary<string, int> Index()
    {
        if (_aside is Dictionary<string, int> known) return known;
        var index = new Dictionary<string, int>(Count * 2, StringComparer.Ordinal);
        for (var i = 0; i < Count; i++) index[_fields[i].Key] = i;
        _aside = index;
        return index;
    }

    private void Thaw()
    {
        if (_aside is byte[]) _aside = null;
    }

    private void Append(string key, object? value)
    {
        if (Count == _fields.Length) Array.Resize(ref _fields, Math.Max(4, Count * 2));
        _fields[Count] = new(key, value);
        if (_aside is not null)
        {
            Thaw();
            (_aside as Dictionary<string, int>)?.Add(key, Count);
        }
        Count++;
    }

    public struct Enumerator(JsonMap map) : IEnumerator<KeyValuePair<string, object?>>
    {
        private int _at = -1;

        public readonly KeyValuePair<string, object?> Current => map._fields[_at];

        readonly object IEnumerator.Current => Current;

        public bool MoveNext() => ++_at < map.Count;

        public void Reset() => _at = -1;

        public readonly void Dispose()
        {
        }
    }

    /// <summary>The field names in order; valid while the map is not changed.</summary>
    public readonly struct KeyCollection(JsonMap map) : IEnumerable<string>
    {
        public IEnumerator<string> GetEnumerator()
        {
            for (var i = 0; i < map.Count; i++) yield return map._fields[i].Key;
        }

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
