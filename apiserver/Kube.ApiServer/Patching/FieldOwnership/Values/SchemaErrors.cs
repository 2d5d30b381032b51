using Kube.ApiServer.Patching.FieldOwnership.Sets;
using Kube.OpenApi.Json;
using Kube.OpenApi.Schemas;

namespace Kube.ApiServer.Patching.FieldOwnership.Values;

/// <summary>Where a value does not fit its type: structured-merge-diff's validation, with its texts and paths.</summary>
internal sealed class SchemaErrors
{
    private readonly List<string> _found = [];

    /// <summary>As in <c>.spec.replicas: expected numeric (int or float), got string</c>.</summary>
    public static IReadOnlyList<string> Of(JsonMap value, TypeSchema schema)
    {
        var errors = new SchemaErrors();
        errors.Check(value, schema, "");
        return errors._found;
    }

    private void Check(object? value, TypeSchema schema, string path)
    {
        // Null is a value of every type.
        if (value is null) return;
        switch (schema.Kind)
        {
            case ValueKind.Any:
                break;
            case ValueKind.Struct or ValueKind.Map:
                if (value is JsonMap map) Fields(map, schema, path);
                else Add(path, $"expected map, got &{{{GoFormat.Value(value)}}}");
                break;
            case ValueKind.List:
                if (value is JsonList list) Elements(list, schema, path);
                else Add(path, $"expected list, got &{{{GoFormat.Value(value)}}}");
                break;
            default:
                if (Scalar(value, schema) is { } wrong) Add(path, wrong);
                break;
        }
    }

    private void Fields(JsonMap map, TypeSchema schema, string path)
    {
        foreach (var (name, value) in map)
        {
            if (Shapes.Field(schema, name) is not { } type)
            {
                // Upstream looks no further in this object.
                Add($"{path}.{name}", "field not declared in schema");
                return;
            }
            Check(value, type, $"{path}.{name}");
        }
    }

    private void Elements(JsonList list, TypeSchema schema, string path)
    {
        var seen = new HashSet<PathElement>();
        for (var i = 0; i < list.Count; i++)
        {
            var name = PathElement.Index(i);
            if (schema.ListType != ListType.Atomic)
            {
                try
                {
                    name = ListElementName.Of(list[i], schema, i);
                }
                catch (TypedValueException wrong)
                {
                    Add(path, wrong.Message);
                    return;
                }
                if (!seen.Add(name)) Add(path, $"duplicate entries for key {name}");
            }
            Check(list[i], Shapes.Element(schema), path + name);
        }
    }

    private static string? Scalar(object value, TypeSchema schema) => schema.Kind switch
    {
        ValueKind.Integer or ValueKind.Number =>
            value is long or double ? null : $"expected numeric (int or float), got {GoFormat.TypeOf(value)}",
        ValueKind.Boolean => value is bool ? null : $"expected boolean, got &{{{GoFormat.Value(value)}}}",
        ValueKind.String or ValueKind.Bytes or ValueKind.Duration when schema.Format is null or "byte" =>
            value is string ? null : $"expected string, got &value.valueUnstructured{{Value:{GoFormat.Literal(value)}}}",
        _ => value is JsonMap or JsonList ? $"expected any scalar, got &{{{GoFormat.Value(value)}}}" : null,
    };

    private void Add(string path, string what) => _found.Add(path.Length == 0 ? what : $"{path}: {what}");
}
