using Kube.ApiServer.Patching.FieldOwnership.Sets;
using Kube.OpenApi.Json;
using Kube.OpenApi.Schemas;

namespace Kube.ApiServer.Patching.FieldOwnership.Values;

/// <summary>
/// Lays an applied configuration over a live object: structured-merge-diff's <c>TypedValue.Merge</c>. What only one of the
/// two has is taken from it as it is, so the result shares parts with both.
/// </summary>
internal static class Merger
{
    public static object? Merge(object? live, object? applied, TypeSchema schema)
    {
        if (ReferenceEquals(applied, Missing.Value)) return live;
        if (ReferenceEquals(live, Missing.Value)) return applied;
        switch (Shapes.Of(schema, applied))
        {
            case Shape.Fields when live is JsonMap { Count: > 0 } there:
                return applied is JsonMap map ? Fields(there, map, schema) : there;
            case Shape.Elements when live is JsonList { Count: > 0 } there:
                return applied is JsonList list ? Elements(ListElements.Of(there, schema), ListElements.Of(list, schema), Shapes.Element(schema)) : there;
            default:
                return applied;
        }
    }

    private static JsonMap Fields(JsonMap live, JsonMap applied, TypeSchema schema)
    {
        var merged = new JsonMap(live.Count + applied.Count);
        foreach (var (name, value) in live)
        {
            merged[name] = applied.TryGetValue(name, out var over) && Shapes.Field(schema, name) is { } type ? Merge(value, over, type) : value;
        }
        foreach (var (name, value) in applied)
        {
            if (!live.ContainsKey(name)) merged[name] = value;
        }
        return merged;
    }

    /// <summary>
    /// Elements of both keep the order in which they are applied, the others their places: live ones behind what they
    /// followed, applied ones behind what they follow.
    /// </summary>
    private static JsonList Elements(ListElements live, ListElements applied, TypeSchema type)
    {
        var merged = new JsonList(live.Count + applied.Count);
        var done = new HashSet<PathElement>();
        var shared = new Queue<PathElement>();
        for (var i = 0; i < applied.Count; i++)
        {
            if (live.IndexOf(applied.Name(i)) >= 0) shared.Enqueue(applied.Name(i));
        }
        int l = 0, a = 0;
        while (l < live.Count || a < applied.Count)
        {
            if (l < live.Count)
            {
                var name = live.Name(l);
                var alsoApplied = applied.IndexOf(name) >= 0;
                if (a < applied.Count && alsoApplied && !name.Equals(applied.Name(a)) && shared.TryPeek(out var next) && !next.Equals(name))
                {
                    // Its turn comes where it is applied.
                    l++;
                    continue;
                }
                if (!alsoApplied)
                {
                    merged.Add(live.Value(l++));
                    continue;
                }
                if (done.Contains(name) || (a < applied.Count && name.Equals(applied.Name(a)))) l++;
            }
            if (a < applied.Count)
            {
                var name = applied.Name(a);
                merged.Add(Merge(Single(live, name), applied.Value(a++), type));
                done.Add(name);
                if (shared.TryPeek(out var next) && next.Equals(name)) shared.Dequeue();
            }
        }
        return merged;
    }

    /// <summary>The live element of that name; of several, none is merged into.</summary>
    private static object? Single(ListElements live, PathElement name)
    {
        var all = live.All(name);
        return all.Count switch
        {
            0 => Missing.Value,
            1 => all[0],
            _ => null,
        };
    }
}
