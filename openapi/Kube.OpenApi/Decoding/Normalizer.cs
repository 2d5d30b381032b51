using Kube.OpenApi.Json;
using Kube.OpenApi.Schemas;

namespace Kube.OpenApi.Decoding;

/// <summary>
/// Gives a tree the fields that encoding its Go struct would give it: see <see cref="Presence"/>. Idempotent. What a custom
/// resource's own schema describes is left alone, its metadata is not.
/// </summary>
public static class Normalizer
{
    /// <summary>Works in place.</summary>
    /// <param name="asStored">
    /// As upstream stores protobuf, which knows no empty lists, one that is always shown becomes null. Who wrote it owns it all
    /// the same, so that ownership is to be recorded of the tree before.
    /// </param>
    public static void Normalize(JsonMap value, TypeSchema type, bool asStored = true)
    {
        var index = type.Index;
        for (var i = 0; i < value.Count; i++)
        {
            var at = index.Find(value.KeyAt(i));
            if (at < 0) continue;
            var field = index.Fields[at];
            NormalizeContent(value.ValueAt(i), field.Schema, asStored);
            if (!IsDropped(field, value.ValueAt(i))) continue;
            value.RemoveAt(i);
            i--;
        }
        foreach (var field in index.AlwaysShown)
        {
            if (asStored && IsEmptyCollection(value[field.Name], field.Schema) && !IsItems(type, field)) value[field.Name] = null;
            else Show(value, field, asStored);
        }
    }

    private static bool IsEmptyCollection(object? value, TypeSchema type) => value switch
    {
        JsonList { Count: 0 } => true,
        JsonMap { Count: 0 } => type.Kind == ValueKind.Map,
        _ => false,
    };

    /// <summary>The items of a list of objects, which is never stored and stays empty.</summary>
    private static bool IsItems(TypeSchema type, FieldSchema field) =>
        field.Name == "items" && type.Field("metadata")?.Schema.Name.EndsWith(".ListMeta", StringComparison.Ordinal) == true;

    private static void NormalizeContent(object? value, TypeSchema type, bool asStored)
    {
        switch (value)
        {
            case JsonMap map when type.Kind == ValueKind.Struct:
                Normalize(map, type, asStored);
                break;
            case JsonMap map when type.Kind == ValueKind.Map && IsDeep(type.Element!):
                for (var i = 0; i < map.Count; i++) NormalizeContent(map.ValueAt(i), type.Element!, asStored);
                break;
            case JsonList list when type.Kind == ValueKind.List && IsDeep(type.Element!):
                foreach (var item in list) NormalizeContent(item, type.Element!, asStored);
                break;
        }
    }

    private static bool IsDeep(TypeSchema type) => type.Kind is ValueKind.Struct or ValueKind.Map or ValueKind.List;

    private static bool IsDropped(FieldSchema field, object? value) => field.Presence switch
    {
        Presence.AsGiven => value is null && !field.Schema.Custom,
        Presence.OmitEmpty => ZeroValues.IsEmpty(value),
        _ => false,
    };

    private static void Show(JsonMap value, FieldSchema field, bool asStored)
    {
        if (value[field.Name] is not null) return;
        var zero = field.Presence == Presence.Always ? ZeroValues.Of(field.Schema) : null;
        if (zero is JsonMap made) Normalize(made, field.Schema, asStored);
        value[field.Name] = zero;
    }
}
