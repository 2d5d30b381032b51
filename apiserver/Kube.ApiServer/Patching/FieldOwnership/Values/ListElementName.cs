using Kube.ApiServer.Patching.FieldOwnership.Sets;
using Kube.OpenApi.Json;
using Kube.OpenApi.Schemas;

namespace Kube.ApiServer.Patching.FieldOwnership.Values;

/// <summary>What names an element of a list: its keys (or their defaults), or in a set the element itself.</summary>
internal static class ListElementName
{
    /// <exception cref="TypedValueException">Nothing does.</exception>
    public static PathElement Of(object? element, TypeSchema list, int index) =>
        list.ListType == ListType.Map ? ByKeys(element, list, index) : ByValue(element, index);

    private static PathElement ByKeys(object? element, TypeSchema list, int index)
    {
        if (element is not JsonMap map)
        {
            throw Wrong(index, $"associative list with keys may not have {(element is null ? "a null element" : "non-map elements")}");
        }
        var keys = new KeyField[list.ListMapKeys.Count];
        var count = 0;
        foreach (var name in list.ListMapKeys)
        {
            if (map.TryGetValue(name, out var value)) keys[count++] = new KeyField(name, value);
            else if (list.Element?.Field(name)?.Default is { } standard) keys[count++] = new KeyField(name, standard);
        }
        if (count == 0)
        {
            throw Wrong(index, "associative list with keys has an element that omits all key fields " +
                $"[{string.Join(' ', list.ListMapKeys.Select(name => $"\"{name}\""))}] (and doesn't have default values for any key fields)");
        }
        if (count < keys.Length) Array.Resize(ref keys, count);
        if (count > 1) Array.Sort(keys, static (a, b) => string.CompareOrdinal(a.Name, b.Name));
        return PathElement.Key(keys);
    }

    private static PathElement ByValue(object? element, int index) => element switch
    {
        JsonMap => throw Wrong(index, "associative list without keys has an element that's a map type"),
        JsonList => throw Wrong(index, "not supported: associative list with lists as elements"),
        null => throw Wrong(index, "associative list without keys has an element that's an explicit null"),
        _ => PathElement.Value(element),
    };

    private static TypedValueException Wrong(int index, string what) => new($"element {index}: {what}");
}
