using System.Globalization;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Patching.JsonPatch;

/// <summary>Where a JSON pointer (RFC 6901) leads: a field of an object or a place in a list, there or not.</summary>
internal readonly struct JsonLocation
{
    private readonly object _container;
    private readonly string _key;

    private JsonLocation(object container, string key)
    {
        _container = container;
        _key = key;
    }

    /// <summary>Null when nothing could be there: a step on the way is absent or a scalar, or the pointer is empty.</summary>
    public static JsonLocation? Find(object? document, string pointer)
    {
        // What precedes the first slash is not looked at.
        var steps = pointer.Split('/');
        if (steps.Length < 2) return null;
        var container = document;
        for (var i = 1; i < steps.Length - 1; i++)
        {
            if (container is not (JsonMap or JsonList)) return null;
            if (!new JsonLocation(container, Unescape(steps[i])).TryGet(out container)) return null;
        }
        return container is JsonMap or JsonList ? new JsonLocation(container, Unescape(steps[^1])) : null;
    }

    /// <summary>An absent field of an object reads as null; an index outside its list does not read.</summary>
    public bool TryGet(out object? value)
    {
        value = null;
        if (_container is JsonMap map)
        {
            value = map[_key];
            return true;
        }
        var list = (JsonList)_container;
        if (!TryIndex(list.Count, out var at) || at >= list.Count) return false;
        value = list[at];
        return true;
    }

    public bool TryAdd(object? value)
    {
        if (_container is JsonMap map)
        {
            map[_key] = value;
            return true;
        }
        var list = (JsonList)_container;
        var at = list.Count;
        // A negative index counts from behind the last element, where "-" is.
        if (_key != "-" && !(TryIndex(list.Count + 1, out at) && at <= list.Count)) return false;
        list.Insert(at, value);
        return true;
    }

    public bool TryReplace(object? value)
    {
        if (_container is JsonMap map)
        {
            map[_key] = value;
            return true;
        }
        var list = (JsonList)_container;
        if (!TryIndex(list.Count, out var at) || at >= list.Count) return false;
        list[at] = value;
        return true;
    }

    public bool TryRemove()
    {
        if (_container is JsonMap map) return map.Remove(_key);
        var list = (JsonList)_container;
        if (!TryIndex(list.Count, out var at) || at >= list.Count) return false;
        list.RemoveAt(at);
        return true;
    }

    private bool TryIndex(int size, out int index)
    {
        if (!int.TryParse(_key, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out index) || index < -size) return false;
        if (index < 0) index += size;
        return true;
    }

    private static string Unescape(string step) =>
        step.Contains('~') ? step.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal) : step;
}
