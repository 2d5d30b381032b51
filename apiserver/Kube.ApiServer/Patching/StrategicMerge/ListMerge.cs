using Kube.ApiServer.Errors;
using Kube.OpenApi.Json;
using Kube.OpenApi.Schemas;

namespace Kube.ApiServer.Patching.StrategicMerge;

/// <summary>Merges a list of a patch into the list it patches, where the schema says that they merge. Both are used up.</summary>
internal static class ListMerge
{
    public static JsonList Merge(JsonList original, JsonList patch, TypeSchema schema)
    {
        if (!schema.PatchMerge) return patch;
        if (original.Count == 0 && patch.Count == 0) return original;
        var elements = Elements(original, patch);
        var mergeKey = schema.PatchMergeKey ?? "";
        JsonList merged;
        if (elements is JsonMap)
        {
            if (mergeKey.Length == 0) throw StatusException.Plain("cannot merge lists without merge key for struct");
            (original, patch) = Obey(original, patch, mergeKey);
            merged = MergeByKey(original, patch, mergeKey, schema.Element!);
        }
        else
        {
            merged = new JsonList(original.Concat(patch).Distinct());
        }
        var (patched, kept) = ElementOrder.Partition(merged, patch, mergeKey);
        return ElementOrder.Interleave(patched, kept, patch, original, mergeKey);
    }

    /// <summary>The list without what <c>$deleteFromPrimitiveList</c> names.</summary>
    public static JsonList Delete(JsonList original, JsonList gone)
    {
        if (original.Count == 0 && gone.Count == 0) return original;
        // Only scalars are deleted so; upstream merges nothing and orders the list by what was to go.
        if (Elements(original, gone) is JsonMap) throw StatusException.Plain("cannot merge lists without merge key for struct");
        return new JsonList(original.Where(item => !gone.Contains(item)));
    }

    public static int IndexOf(JsonList list, string mergeKey, object? value)
    {
        for (var i = 0; i < list.Count; i++)
        {
            if (list[i] is not JsonMap map) throw StatusException.Plain($"value for key {i} is not a map");
            if (map.TryGetValue(mergeKey, out var found) && Equals(found, value)) return i;
        }
        return -1;
    }

    /// <summary>Any of the elements, all of which must be of one JSON type, and that not list.</summary>
    private static object? Elements(params ReadOnlySpan<JsonList> lists)
    {
        object? first = null;
        foreach (var list in lists)
        {
            foreach (var item in list)
            {
                first ??= item ?? throw MergeErrors.MixedElements(lists.ToArray());
                if (first is JsonList) throw MergeErrors.ListOfLists();
                if (first.GetType() != item?.GetType()) throw MergeErrors.MixedElements(lists.ToArray());
            }
        }
        return first;
    }

    /// <summary>Carries out the elements with <c>$patch</c>; returns what is left to merge into what.</summary>
    private static (JsonList Original, JsonList Patch) Obey(JsonList original, JsonList patch, string mergeKey)
    {
        var plain = new JsonList(patch.Count);
        var replace = false;
        foreach (var element in patch.Cast<JsonMap>())
        {
            if (!element.TryGetValue(Directives.Marker, out var directive))
            {
                plain.Add(element);
                continue;
            }
            switch (directive)
            {
                case Directives.Delete:
                    if (!element.TryGetValue(mergeKey, out var key)) throw MergeErrors.NoMergeKey(element, mergeKey);
                    for (int at; (at = IndexOf(original, mergeKey, key)) >= 0;) original.RemoveAt(at);
                    break;
                case Directives.Replace:
                    replace = true;
                    break;
                case Directives.Merge:
                    throw StatusException.Plain("merging lists cannot yet be specified in the patch");
                default:
                    throw MergeErrors.UnknownDirective(directive, element);
            }
        }
        return replace ? (plain, []) : (original, plain);
    }

    private static JsonList MergeByKey(JsonList original, JsonList patch, string mergeKey, TypeSchema element)
    {
        var merged = new JsonList(original);
        foreach (var item in patch.Cast<JsonMap>())
        {
            if (!item.TryGetValue(mergeKey, out var key)) throw MergeErrors.NoMergeKey(item, mergeKey);
            var at = IndexOf(merged, mergeKey, key);
            if (at >= 0) merged[at] = MapMerge.Merge((JsonMap)merged[at]!, item, element);
            else merged.Add(item);
        }
        return merged;
    }
}
