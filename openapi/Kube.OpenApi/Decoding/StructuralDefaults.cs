using Kube.OpenApi.Json;
using Kube.OpenApi.Schemas;

namespace Kube.OpenApi.Decoding;

/// <summary>
/// Applies the published defaults as structural defaulting does: a field that is absent, or null where null is no value of it,
/// takes its default, and defaulting goes on inside what is there then. See
/// https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/#defaulting.
/// </summary>
/// <remarks>For custom resources; the built-in kinds' defaults are programs of their own and no part of the schema.</remarks>
public static class StructuralDefaults
{
    /// <summary>Works in place.</summary>
    public static void Apply(object? value, TypeSchema type)
    {
        switch (value)
        {
            case JsonMap map when type.Kind == ValueKind.Struct:
                foreach (var field in type.Fields) ApplyToField(map, field);
                break;
            case JsonMap map when type.Kind == ValueKind.Map:
                for (var i = 0; i < map.Count; i++) Apply(map.ValueAt(i), type.Element!);
                break;
            case JsonList list when type.Kind == ValueKind.List:
                foreach (var item in list) Apply(item, type.Element!);
                break;
        }
    }

    private static void ApplyToField(JsonMap map, FieldSchema field)
    {
        if (!map.TryGetValue(field.Name, out var value))
        {
            if (field.Default is null) return;
            map.AddNew(field.Name, value = JsonValues.DeepClone(field.Default));
        }
        else if (value is null && field.Default is not null && !field.Nullable)
        {
            map[field.Name] = value = JsonValues.DeepClone(field.Default);
        }
        Apply(value, field.Schema);
    }
}
