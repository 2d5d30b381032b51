using Kube.OpenApi.Json;
using Kube.OpenApi.Schemas;

namespace Kube.ApiServer.Patching.StrategicMerge;

/// <summary>
/// The order of a merged list: what <c>$setElementOrder</c> says goes before the patch's own order, and that before the
/// order of the list that is patched. Elements only the server has are put between by their old neighbours, see
/// https://git.k8s.io/design-proposals-archive/cli/preserve-order-in-strategic-merge-patch.md
/// </summary>
internal static class ElementOrder
{
    /// <summary>Merges each list with a <c>$setElementOrder</c> and takes both out of the patch.</summary>
    public static void Apply(JsonMap original, JsonMap patch, TypeSchema schema)
    {
        foreach (var directive in patch.Keys.Where(Directives.IsSetElementOrder).ToArray())
        {
            var value = patch[directive];
            patch.Remove(directive);
            var order = value as JsonList ?? throw MergeErrors.BadType(new JsonList(), value);
            var key = Directives.ListOf(directive, Directives.SetElementOrder);
            var there = ListAt(original, key);
            var patched = ListAt(patch, key);
            var list = PatchMetadata.OfList(schema, key);
            var mergeKey = list.PatchMergeKey ?? "";
            Check(patched, order, mergeKey);

            JsonList merged;
            if (there is null && patched is null) continue;
            if (patched is null) merged = there!;
            else if (there is null) merged = Stripped(patched);
            else merged = ListMerge.Merge(new JsonList(there), patched, list);

            var (ordered, kept) = Partition(merged, order, mergeKey);
            original[key] = Interleave(ordered, kept, order, there ?? [], mergeKey);
            patch.Remove(key);
        }
    }

    /// <summary>Splits a list by whether an element is in another.</summary>
    public static (JsonList In, JsonList Out) Partition(JsonList list, JsonList other, string mergeKey)
    {
        var inside = new JsonList(list.Count);
        var outside = new JsonList(list.Count);
        foreach (var item in list)
        {
            bool found;
            if (mergeKey.Length == 0) found = other.Contains(item);
            else if (item is not JsonMap map) throw MergeErrors.BadType(new JsonMap(), item);
            else if (!map.TryGetValue(mergeKey, out var key)) throw MergeErrors.NoMergeKey(map, mergeKey);
            else found = ListMerge.IndexOf(other, mergeKey, key) >= 0;
            (found ? inside : outside).Add(item);
        }
        return (inside, outside);
    }

    /// <summary>
    /// Sorts both lists by their orders and puts the elements of <paramref name="serverOnly"/> among those of
    /// <paramref name="patched"/>: each before the first that came after it on the server.
    /// </summary>
    public static JsonList Interleave(JsonList patched, JsonList serverOnly, JsonList patchOrder, JsonList serverOrder, string mergeKey)
    {
        var right = Sorted(patched, patchOrder, mergeKey);
        var left = Sorted(serverOnly, serverOrder, mergeKey);
        var all = new JsonList(left.Count + right.Count);
        int i = 0, j = 0;
        while (i < left.Count && j < right.Count)
        {
            var l = Position(serverOrder, left[i], mergeKey);
            var r = Position(serverOrder, right[j], mergeKey);
            all.Add(l >= 0 && r >= 0 && l < r ? left[i++] : right[j++]);
        }
        all.AddRange(left[i..]);
        all.AddRange(right[j..]);
        return all;
    }

    /// <summary>The elements of the patch must be among those of the order, and in that order.</summary>
    private static void Check(JsonList? patch, JsonList order, string mergeKey)
    {
        if (order.Count == 0 || patch is null or { Count: 0 }) return;
        var at = 0;
        foreach (var item in patch)
        {
            if (mergeKey.Length > 0 && item is not JsonMap) throw MergeErrors.BadType(new JsonMap(), item);
            if (Directives.AreIn(item)) continue;
            while (at < order.Count && !SameElement(item, order[at], mergeKey)) at++;
            if (at++ == order.Count) throw MergeErrors.WrongOrder(patch, order);
        }
    }

    private static bool SameElement(object? a, object? b, string mergeKey)
    {
        if (mergeKey.Length == 0) return Equals(a, b);
        return Equals(Key(a), Key(b));

        object? Key(object? item)
        {
            if (item is not JsonMap map) throw MergeErrors.BadType(new JsonMap(), item);
            return map.TryGetValue(mergeKey, out var key) ? key : throw MergeErrors.NoMergeKey(map, mergeKey);
        }
    }

    private static List<object?> Sorted(JsonList list, JsonList order, string mergeKey)
    {
        if (mergeKey.Length > 0)
        {
            foreach (var item in list.Concat(order))
            {
                if (item is not JsonMap map) throw MergeErrors.BadType(new JsonMap(), item);
                if (!map.ContainsKey(mergeKey)) throw MergeErrors.NoMergeKey(map, mergeKey);
            }
        }
        return [.. list.OrderBy(item => item is JsonMap map && Equals(map[Directives.Marker], Directives.Delete)).ThenBy(item => Position(order, item, mergeKey))];
    }

    private static int Position(JsonList order, object? item, string mergeKey)
    {
        var key = KeyOf(item);
        for (var i = 0; i < order.Count; i++)
        {
            if (Equals(KeyOf(order[i]), key)) return i;
        }
        return -1;

        object? KeyOf(object? element) => mergeKey.Length > 0 ? (element as JsonMap)?[mergeKey] : element;
    }

    private static JsonList? ListAt(JsonMap map, string key)
    {
        if (!map.TryGetValue(key, out var value)) return null;
        return value as JsonList ?? throw MergeErrors.BadType(new JsonList(), value);
    }

    private static JsonList Stripped(JsonList patched)
    {
        object? value = patched;
        Directives.TryStrip(ref value);
        return (JsonList)value!;
    }
}
