using Kube.ApiServer.Patching.FieldOwnership.Sets;
using Kube.OpenApi.Json;
using Kube.OpenApi.Schemas;

namespace Kube.ApiServer.Patching.FieldOwnership.Values;

/// <summary>The elements of a list of type set or map, each with the path element that names it.</summary>
internal sealed class ListElements
{
    public static readonly ListElements None = new([], []);

    // Below this a scan is faster than hashing.
    private const int IndexThreshold = 12;

    private readonly PathElement[] _names;
    private readonly JsonList _values;
    private Dictionary<PathElement, int>? _first;

    private ListElements(PathElement[] names, JsonList values)
    {
        _names = names;
        _values = values;
    }

    /// <exception cref="TypedValueException">An element has nothing to name it by.</exception>
    public static ListElements Of(object? list, TypeSchema schema)
    {
        if (list is not JsonList { Count: > 0 } values) return None;
        var names = new PathElement[values.Count];
        for (var i = 0; i < names.Length; i++) names[i] = ListElementName.Of(values[i], schema, i);
        return new ListElements(names, values);
    }

    public int Count => _names.Length;

    public PathElement Name(int at) => _names[at];

    public object? Value(int at) => _values[at];

    /// <summary>Where an element of that name comes first; -1 when there is none.</summary>
    public int IndexOf(PathElement name)
    {
        if (Count <= IndexThreshold) return Array.IndexOf(_names, name);
        if (_first is null)
        {
            _first = new Dictionary<PathElement, int>(Count);
            for (var i = 0; i < Count; i++) _first.TryAdd(_names[i], i);
        }
        return _first.TryGetValue(name, out var at) ? at : -1;
    }

    /// <summary>Whether the element is the first of its name.</summary>
    public bool IsFirst(int at) => IndexOf(_names[at]) == at;

    /// <summary>All elements of that name.</summary>
    public List<object?> All(PathElement name)
    {
        var all = new List<object?>(1);
        for (var i = IndexOf(name); i >= 0 && i < Count; i++)
        {
            if (_names[i].Equals(name)) all.Add(_values[i]);
        }
        return all;
    }
}
