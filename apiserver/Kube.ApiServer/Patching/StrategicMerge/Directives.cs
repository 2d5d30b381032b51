using Kube.OpenApi.Json;

namespace Kube.ApiServer.Patching.StrategicMerge;

/// <summary>The fields of a patch that say how to merge rather than what.</summary>
internal static class Directives
{
    public const string Marker = "$patch";
    public const string Replace = "replace";
    public const string Delete = "delete";
    public const string Merge = "merge";
    public const string RetainKeys = "$retainKeys";
    public const string DeleteFromList = "$deleteFromPrimitiveList";
    public const string SetElementOrder = "$setElementOrder";

    public static bool IsDeleteFromList(string key) => key.StartsWith(DeleteFromList, StringComparison.Ordinal);

    public static bool IsSetElementOrder(string key) => key.StartsWith(SetElementOrder, StringComparison.Ordinal);

    public static bool AreIn(object? item) => item is JsonMap map && map.ContainsKey(Marker);

    /// <summary>The list a key such as "$setElementOrder/containers" is about.</summary>
    public static string ListOf(string key, string directive)
    {
        var slash = key.IndexOf('/');
        if (slash < 0 || key[..slash] != directive)
        {
            throw directive == DeleteFromList ? MergeErrors.BadDeleteFromList() : MergeErrors.BadSetElementOrder();
        }
        return key[(slash + 1)..];
    }

    /// <summary>
    /// Takes a value out of a patch for a place where there is nothing to merge it with: parts that hold a
    /// <c>$patch</c> are dropped. False when the value itself is to be dropped.
    /// </summary>
    public static bool TryStrip(ref object? value)
    {
        switch (value)
        {
            case JsonMap map:
                if (map.ContainsKey(Marker)) return false;
                foreach (var key in map.Keys.ToArray())
                {
                    var field = map[key];
                    if (TryStrip(ref field)) map[key] = field;
                    else map.Remove(key);
                }
                return true;
            case JsonList list:
                var kept = new JsonList(list.Count);
                foreach (var item in list)
                {
                    var element = item;
                    if (TryStrip(ref element)) kept.Add(element);
                }
                value = kept;
                return true;
            default:
                return true;
        }
    }

    /// <summary>Removes the fields that are null, at any depth; nulls in lists stay.</summary>
    public static void DropNulls(object? value)
    {
        if (value is JsonMap map)
        {
            foreach (var key in map.Keys.ToArray())
            {
                if (map[key] is { } field) DropNulls(field);
                else map.Remove(key);
            }
        }
        else if (value is JsonList list)
        {
            foreach (var item in list) DropNulls(item);
        }
    }
}
