using Kube.OpenApi.Json;
using Kube.OpenApi.Schemas;

namespace Kube.ApiServer.Patching.FieldOwnership.Values;

/// <summary>How a value is owned.</summary>
internal enum Shape
{
    /// <summary>As one: a scalar, an atomic list, an atomic map.</summary>
    Whole,

    /// <summary>Field by field.</summary>
    Fields,

    /// <summary>Element by element: a list of type set or map.</summary>
    Elements,
}

/// <summary>What server-side apply makes of our schemas: kube-openapi's <c>schemaconv</c>.</summary>
internal static class Shapes
{
    private const string RawExtension = "io.k8s.apimachinery.pkg.runtime.RawExtension";

    private static readonly TypeSchema Untyped = new() { Kind = ValueKind.Any };

    /// <summary>The shape of a value; where any type will do, the value itself says. Null takes the shape of an object.</summary>
    public static Shape Of(TypeSchema schema, object? value) => schema.Kind switch
    {
        ValueKind.Struct or ValueKind.Map => schema.Atomic ? Shape.Whole : Shape.Fields,
        ValueKind.List => schema.ListType == ListType.Atomic ? Shape.Whole : Shape.Elements,
        ValueKind.Any => value is JsonMap or null && !schema.Atomic && schema.Name != RawExtension ? Shape.Fields : Shape.Whole,
        _ => Shape.Whole,
    };

    /// <summary>The type of a field; null where the schema has none for it.</summary>
    public static TypeSchema? Field(TypeSchema schema, string name) => schema.Kind switch
    {
        ValueKind.Struct => schema.Field(name)?.Schema ?? schema.Element ?? (schema.PreserveUnknown || schema.Fields.Count == 0 ? Untyped : null),
        ValueKind.Map => schema.Element ?? Untyped,
        _ => Untyped,
    };

    public static bool IsDeclared(TypeSchema schema, string name) => schema.Kind == ValueKind.Struct && schema.Field(name) is not null;

    public static TypeSchema Element(TypeSchema schema) => schema.Element ?? Untyped;
}
