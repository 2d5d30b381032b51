using Kube.OpenApi.Json;
using Kube.OpenApi.Schemas;

namespace Kube.ApiServer.Patching.StrategicMerge;

/// <summary>Merges an object of a patch into the object it patches. Both are used up.</summary>
internal static class MapMerge
{
    public static JsonMap Merge(JsonMap original, JsonMap patch, TypeSchema schema)
    {
        if (patch.TryGetValue(Directives.Marker, out var directive)) return Obey(directive, patch);
        RetainKeys.Apply(original, patch);
        ElementOrder.Apply(original, patch, schema);
        foreach (var (key, value) in patch)
        {
            if (Directives.IsDeleteFromList(key)) DeleteFromList(original, Directives.ListOf(key, Directives.DeleteFromList), value, schema);
            else MergeField(original, key, value, schema);
        }
        return original;
    }

    private static JsonMap Obey(object? directive, JsonMap patch)
    {
        switch (directive)
        {
            case Directives.Replace:
                patch.Remove(Directives.Marker);
                return patch;
            case Directives.Delete:
                return [];
            default:
                throw MergeErrors.UnknownDirective(directive, patch);
        }
    }

    private static void MergeField(JsonMap original, string key, object? value, TypeSchema schema)
    {
        var current = original[key];
        switch (current, value)
        {
            case (_, null):
                original.Remove(key);
                break;
            case (JsonMap there, JsonMap patch):
                var type = PatchMetadata.Of(schema, key);
                original[key] = type.PatchReplace ? patch : Merge(there, patch, type);
                break;
            case (JsonList there, JsonList patch):
                original[key] = ListMerge.Merge(there, patch, PatchMetadata.OfList(schema, key));
                break;
            default:
                Directives.DropNulls(value);
                if (Directives.TryStrip(ref value)) original[key] = value;
                else original.Remove(key);
                break;
        }
    }

    private static void DeleteFromList(JsonMap original, string key, object? value, TypeSchema schema)
    {
        if (value is null) original.Remove(key);
        else if (original[key] is JsonList there && value is JsonList gone)
        {
            PatchMetadata.OfList(schema, key);
            original[key] = ListMerge.Delete(there, gone);
        }
    }
}
