using Kube.OpenApi.Json;

namespace Kube.Recordings.OpenApi;

/// <summary>
/// Undoes what the recorded server's build did to its documents: Go structs that are embedded in others are shown as fields of their
/// own, and what they would have written by hand (references, mostly) is lost.
/// </summary>
internal static class GoStructs
{
    private static readonly HashSet<string> Embedded =
    [
        "ArbitraryKeys", "CommonValidations", "Extensions", "MediaTypeProps", "OperationProps", "ParamProps", "ParameterProps", "RequestBodyProps", "ResponseProps",
        "SchemaProps", "SimpleSchema", "SwaggerSchemaProps",
    ];

    public static object? Flatten(object? value)
    {
        if (value is JsonList list) return new JsonList(list.Select(Flatten));
        if (value is not JsonMap map) return value;
        var flat = new JsonMap(map.Count);
        foreach (var (key, field) in map)
        {
            if (!Embedded.Contains(key)) flat[key] = Flatten(field);
            else if (Flatten(field) is JsonMap embedded)
            {
                foreach (var (inner, part) in embedded) flat[inner] = part;
            }
        }
        return flat;
    }
}
