using Kube.ApiServer.Patching.FieldOwnership.Sets;
using Kube.OpenApi.Json;
using Kube.OpenApi.Schemas;

namespace Kube.ApiServer.Patching.FieldOwnership.Values;

/// <summary>
/// Takes fields out of an object: structured-merge-diff's <c>TypedValue.RemoveItems</c>. An object or list of which nothing
/// is left becomes null. The result shares parts with the object.
/// </summary>
internal static class Remover
{
    public static object? Remove(object? value, FieldSet fields, TypeSchema schema)
    {
        if (fields.IsEmpty) return value;
        switch (Shapes.Of(schema, value))
        {
            case Shape.Fields:
                return value is JsonMap map ? Fields(map, fields, schema) : null;
            case Shape.Elements:
                return value is JsonList list ? Elements(list, fields, schema) : null;
            default:
                // Part of something that is owned as one: it goes.
                return value is JsonMap or JsonList || schema.Kind is ValueKind.List or ValueKind.Struct or ValueKind.Map ? null : value;
        }
    }

    private static JsonMap? Fields(JsonMap map, FieldSet fields, TypeSchema schema)
    {
        var kept = new JsonMap(map.Count);
        foreach (var (name, value) in map)
        {
            var element = PathElement.Field(name);
            if (fields.Has(element)) continue;
            kept[name] = Shapes.Field(schema, name) is { } type ? Remove(value, fields.Below(element), type) : value;
        }
        return kept.Count > 0 ? kept : null;
    }

    private static JsonList? Elements(JsonList list, FieldSet fields, TypeSchema schema)
    {
        var kept = new JsonList(list.Count);
        var elements = ListElements.Of(list, schema);
        for (var i = 0; i < elements.Count; i++)
        {
            if (fields.Has(elements.Name(i))) continue;
            kept.Add(Remove(elements.Value(i), fields.Below(elements.Name(i)), Shapes.Element(schema)));
        }
        return kept.Count > 0 ? kept : null;
    }
}
