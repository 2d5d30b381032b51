using Kube.OpenApi.Json;
using Kube.OpenApi.Schemas;

namespace Kube.OpenApi.Documents;

/// <summary>Types as JSON schemas of OpenAPI v3. Remembers which definitions were referred to, for the document to hold them.</summary>
internal sealed class SchemaRenderer(KindCatalog builtIn, Descriptions descriptions, Func<TypeSchema, IEnumerable<KindSchema>> kindsOf)
{
    private const string Prefix = "#/components/schemas/";

    private readonly HashSet<string> _referred = [];
    private readonly Queue<TypeSchema> _pending = [];

    /// <summary>All definitions referred to and, through them, those they refer to, by name. To be asked for once.</summary>
    public JsonMap Definitions()
    {
        var done = new SortedDictionary<string, JsonMap>(StringComparer.Ordinal);
        while (_pending.TryDequeue(out var next)) done[next.Name] = Definition(next);

        var definitions = new JsonMap(done.Count);
        foreach (var (name, schema) in done) definitions[name] = schema;
        return definitions;
    }

    /// <summary>A reference to a definition, or the schema itself of a type that is none.</summary>
    public JsonMap Reference(TypeSchema type)
    {
        if (type.Name.Length == 0) return Inline(type, []);
        // A field may refer to a variant with merge rules of its own.
        if (_referred.Add(type.Name)) _pending.Enqueue(builtIn.FindType(type.Name) ?? type);
        return new() { ["$ref"] = Prefix + type.Name };
    }

    private JsonMap Definition(TypeSchema type)
    {
        var schema = new JsonMap();
        AddText(schema, "description", descriptions.OfType(type));
        foreach (var (key, value) in Shape(type)) schema[key] = value;
        if (type.Atomic) schema["x-kubernetes-map-type"] = "atomic";
        AddUnion(schema, descriptions.UnionOf(type));
        var kinds = kindsOf(type)
            .Select(kind => new JsonMap { ["group"] = kind.Group, ["kind"] = kind.Kind, ["version"] = kind.Version }).ToList();
        if (kinds.Count > 0) schema["x-kubernetes-group-version-kind"] = new JsonList(kinds);
        return schema;
    }

    private JsonMap Shape(TypeSchema type) => type.Kind switch
    {
        ValueKind.Struct => StructShape(type),
        ValueKind.Time or ValueKind.MicroTime => new() { ["type"] = "string", ["format"] = "date-time" },
        ValueKind.Quantity => new() { ["oneOf"] = OneOf("string", "number") },
        ValueKind.IntOrString => new() { ["format"] = "int-or-string", ["oneOf"] = OneOf("integer", "string") },
        // JSON schema's own values may be anything; the other untyped definitions hold objects.
        ValueKind.Any when !IsAnyJson(type) => new() { ["type"] = "object" },
        ValueKind.Any => [],
        _ => Inline(type, []),
    };

    private static bool IsAnyJson(TypeSchema type) => type.Name[(type.Name.LastIndexOf('.') + 1)..].StartsWith("JSON", StringComparison.Ordinal);

    private static JsonList OneOf(params string[] types) => [.. types.Select(type => new JsonMap { ["type"] = type })];

    private JsonMap StructShape(TypeSchema type)
    {
        var shape = new JsonMap();
        if (type.Fields.Count > 0)
        {
            var properties = new JsonMap(type.Fields.Count);
            foreach (var field in type.Fields.OrderBy(field => field.Name, StringComparer.Ordinal))
                properties[field.Name] = Property(type, field);
            shape["properties"] = properties;
        }
        var required = type.Fields.Where(field => field.Required).Select(field => field.Name).ToList();
        if (required.Count > 0) shape["required"] = new JsonList(required);
        shape["type"] = "object";
        if (type.PreserveUnknown) shape["x-kubernetes-preserve-unknown-fields"] = true;
        return shape;
    }

    private JsonMap Property(TypeSchema owner, FieldSchema field)
    {
        var property = new JsonMap();
        var text = descriptions.OfField(owner, field.Name);
        // Where upstream says nothing of the field, the package repeats what the definition says.
        if (text != descriptions.OfType(field.Schema)) AddText(property, "description", text);
        if (PublishedDefault(field) is { } @default) property["default"] = @default;
        AddMergeRules(property, field.Schema);
        if (field.Schema.Name.Length == 0)
        {
            foreach (var (key, value) in Inline(field.Schema, field.Enum)) property[key] = value;
            return property;
        }
        var reference = Reference(field.Schema);
        if (property.Count == 0) return reference;
        property["allOf"] = new JsonList { reference };
        return property;
    }

    private JsonMap Inline(TypeSchema type, IReadOnlyList<string> @enum)
    {
        if (type.Kind == ValueKind.List)
            return new() { ["type"] = "array", ["items"] = @enum.Count > 0 ? Inline(type.Element!, @enum) : Reference(type.Element!) };
        if (type.Kind == ValueKind.Map)
            return new() { ["type"] = "object", ["additionalProperties"] = @enum.Count > 0 ? Inline(type.Element!, @enum) : Reference(type.Element!) };

        var schema = type.Kind switch
        {
            ValueKind.Struct => StructShape(type),
            ValueKind.Integer => new() { ["type"] = "integer" },
            ValueKind.Number => new() { ["type"] = "number" },
            ValueKind.Boolean => new() { ["type"] = "boolean" },
            ValueKind.IntOrString => new() { ["x-kubernetes-int-or-string"] = true },
            ValueKind.Any => [],
            _ => new JsonMap { ["type"] = "string" },
        };
        if (type.Format is { } format) schema["format"] = format;
        if (@enum.Count > 0) schema["enum"] = new JsonList(@enum);
        return schema;
    }

    /// <summary>Beside real defaults, Go's zero values of what is always shown are published as such.</summary>
    private static object? PublishedDefault(FieldSchema field) => field switch
    {
        { Default: { } given } => given,
        { Presence: not Presence.Always } => null,
        { Schema.Kind: ValueKind.Struct } => new JsonMap(),
        { Schema.Kind: ValueKind.String } => "",
        { Schema.Kind: ValueKind.Integer or ValueKind.Number } => 0L,
        { Schema.Kind: ValueKind.Boolean } => false,
        _ => null,
    };

    private static void AddMergeRules(JsonMap property, TypeSchema type)
    {
        if (type.PublishedListType is { } listType) property["x-kubernetes-list-type"] = listType.ToString().ToLowerInvariant();
        if (type.ListMapKeys.Count > 0) property["x-kubernetes-list-map-keys"] = new JsonList(type.ListMapKeys);
        if (type.Granular) property["x-kubernetes-map-type"] = "granular";
        // A definition says it of itself.
        if (type is { Atomic: true, Name: "" }) property["x-kubernetes-map-type"] = "atomic";
        string?[] strategies = [type.PatchMerge ? "merge" : null, type.PatchRetainKeys ? "retainKeys" : null, type.PatchReplace ? "replace" : null];
        AddText(property, "x-kubernetes-patch-strategy", string.Join(',', strategies.OfType<string>()));
        AddText(property, "x-kubernetes-patch-merge-key", type.PatchMergeKey ?? "");
    }

    private static void AddUnion(JsonMap schema, string union)
    {
        if (union.Length == 0) return;
        var (discriminator, fields) = (union[..union.IndexOf(':')], union[(union.IndexOf(':') + 1)..]);
        var byField = new JsonMap();
        foreach (var pair in fields.Split(',')) byField[pair[..pair.IndexOf('=')]] = pair[(pair.IndexOf('=') + 1)..];
        var description = new JsonMap();
        AddText(description, "discriminator", discriminator);
        description["fields-to-discriminateBy"] = byField;
        schema["x-kubernetes-unions"] = new JsonList { description };
    }

    private static void AddText(JsonMap map, string key, string text)
    {
        if (text.Length > 0) map[key] = text;
    }
}
