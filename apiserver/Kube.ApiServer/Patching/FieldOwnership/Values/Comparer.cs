using Kube.ApiServer.Patching.FieldOwnership.Sets;
using Kube.OpenApi.Json;
using Kube.OpenApi.Schemas;

namespace Kube.ApiServer.Patching.FieldOwnership.Values;

/// <summary>Compares two objects of a type field by field: structured-merge-diff's <c>TypedValue.Compare</c>.</summary>
internal static class Comparer
{
    /// <exception cref="TypedValueException">An element of a list cannot be named.</exception>
    public static Comparison Compare(object? before, object? after, TypeSchema schema)
    {
        var found = default(Changes);
        Compare(before, after, schema, ref found);
        return new Comparison(found.Added ?? FieldSet.Empty, found.Modified ?? FieldSet.Empty, found.Removed ?? FieldSet.Empty);
    }

    /// <summary>Notes what changed below a value and says what happened to the value itself.</summary>
    private static Change Compare(object? before, object? after, TypeSchema schema, ref Changes below)
    {
        var shape = Shapes.Of(schema, ReferenceEquals(after, Missing.Value) ? before : after);
        if (schema.Kind == ValueKind.Any && !ReferenceEquals(before, Missing.Value) && !ReferenceEquals(after, Missing.Value))
        {
            // Neither shape says how to compare: one goes, the other comes, and as a whole it is modified.
            if (Shapes.Of(schema, before) != shape)
            {
                Fields(before as JsonMap, null, schema, ref below);
                Fields(null, after as JsonMap, schema, ref below);
                return Change.Modified;
            }
        }
        if (shape == Shape.Whole) return Whole(before, after);
        if (shape == Shape.Fields)
        {
            var (mapBefore, mapAfter) = (before as JsonMap, after as JsonMap);
            // Empty is told from null, so where there is nothing else to compare the value is.
            if (mapBefore is null or { Count: 0 } && mapAfter is null or { Count: 0 }) return Whole(before, after);
            Fields(mapBefore, mapAfter, schema, ref below);
        }
        else
        {
            var (listBefore, listAfter) = (before as JsonList, after as JsonList);
            if (listBefore is null or { Count: 0 } && listAfter is null or { Count: 0 }) return Whole(before, after);
            if (!JsonValues.DeepEquals(before, after))
            {
                Elements(ListElements.Of(before, schema), ListElements.Of(after, schema), Shapes.Element(schema), ref below);
            }
        }
        return ReferenceEquals(before, Missing.Value) ? Change.Added : ReferenceEquals(after, Missing.Value) ? Change.Removed : Change.None;
    }

    private static Change Whole(object? before, object? after)
    {
        if (ReferenceEquals(before, Missing.Value)) return Change.Added;
        if (ReferenceEquals(after, Missing.Value)) return Change.Removed;
        return JsonValues.DeepEquals(before, after) ? Change.None : Change.Modified;
    }

    private static void Fields(JsonMap? before, JsonMap? after, TypeSchema schema, ref Changes found)
    {
        if (before is not null)
        {
            foreach (var (name, value) in before)
            {
                var other = after is not null && after.TryGetValue(name, out var there) ? there : Missing.Value;
                Field(name, value, other, schema, ref found);
            }
        }
        if (after is null) return;
        foreach (var (name, value) in after)
        {
            if (before is null || !before.ContainsKey(name)) Field(name, Missing.Value, value, schema, ref found);
        }
    }

    private static void Field(string name, object? before, object? after, TypeSchema schema, ref Changes found)
    {
        if (Shapes.Field(schema, name) is not { } type) return;
        var below = default(Changes);
        var change = Compare(before, after, type, ref below);
        if (change != Change.None || below.Any) found.Note(PathElement.Field(name), change, below);
    }

    private static void Elements(ListElements before, ListElements after, TypeSchema type, ref Changes found)
    {
        for (var i = 0; i < before.Count; i++)
        {
            if (before.IsFirst(i)) Element(before.Name(i), before, after, type, ref found);
        }
        for (var i = 0; i < after.Count; i++)
        {
            if (after.IsFirst(i) && before.IndexOf(after.Name(i)) < 0) Element(after.Name(i), before, after, type, ref found);
        }
    }

    private static void Element(PathElement name, ListElements before, ListElements after, TypeSchema type, ref Changes found)
    {
        var (were, are) = (before.All(name), after.All(name));
        var below = default(Changes);
        Change change;
        // Elements that share a name are one value; where that begins or ends, the single element before or after counts too.
        if (were.Count > 1 && are.Count > 1)
        {
            change = were.Count == are.Count && were.Zip(are, JsonValues.DeepEquals).All(same => same) ? Change.None : Change.Modified;
        }
        else if (were.Count > 1)
        {
            change = are.Count > 0 ? Compare(Missing.Value, are[0], type, ref below) : Change.None;
            found.Note(name, Change.Removed, default);
        }
        else if (are.Count > 1)
        {
            change = were.Count > 0 ? Compare(were[0], Missing.Value, type, ref below) : Change.None;
            found.Note(name, Change.Added, default);
        }
        else
        {
            change = Compare(were.Count > 0 ? were[0] : Missing.Value, are.Count > 0 ? are[0] : Missing.Value, type, ref below);
        }
        if (change != Change.None || below.Any) found.Note(name, change, below);
    }

    private enum Change
    {
        None,
        Added,
        Modified,
        Removed,
    }

    /// <summary>The three sets while they are made; most objects need none or one of them.</summary>
    private struct Changes
    {
        public FieldSet? Added;
        public FieldSet? Modified;
        public FieldSet? Removed;

        public readonly bool Any => Added is not null || Modified is not null || Removed is not null;

        public void Note(PathElement element, Change change, in Changes below)
        {
            Note(ref Added, element, change == Change.Added, below.Added);
            Note(ref Modified, element, change == Change.Modified, below.Modified);
            Note(ref Removed, element, change == Change.Removed, below.Removed);
        }

        private static void Note(ref FieldSet? set, PathElement element, bool member, FieldSet? below)
        {
            if (member || below is not null) (set ??= new FieldSet()).Add(element, member, below);
        }
    }
}
