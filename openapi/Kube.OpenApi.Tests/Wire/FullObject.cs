using Kube.OpenApi.Json;
using Kube.OpenApi.Schemas;

namespace Kube.OpenApi.Tests.Wire;

/// <summary>An object with every field of its kind set, each to another value; types that contain themselves go three deep.</summary>
internal sealed class FullObject
{
    private const int MaxNested = 3;

    private readonly Stack<TypeSchema> _open = new();
    private int _last;

    public static JsonMap Of(KindSchema kind)
    {
        var obj = new FullObject().Struct(kind.Type);
        (obj["kind"], obj["apiVersion"]) = (kind.Kind, kind.ApiVersion);
        return obj;
    }

    private JsonMap Struct(TypeSchema type)
    {
        var obj = new JsonMap();
        _open.Push(type);
        foreach (var field in type.Fields.Where(field => field.WireNumber > 0 && _open.Count(open => open == Named(field.Schema)) < MaxNested)) obj[field.Name] = Value(field.Schema);
        _open.Pop();
        return obj;
    }

    private object Value(TypeSchema type)
    {
        var number = ++_last;
        return type.Kind switch
        {
            ValueKind.Struct => Struct(type),
            ValueKind.Map => new JsonMap { [$"key{number}"] = Value(type.Element!), [$"more{number}"] = Value(type.Element!) },
            ValueKind.List => new JsonList { Value(type.Element!), Value(type.Element!) },
            ValueKind.Integer => (long)number,
            ValueKind.Number => number + 0.5,
            ValueKind.Boolean => true,
            ValueKind.IntOrString => number % 2 == 0 ? (long)number : $"{number}%",
            ValueKind.Quantity => $"{(2 * number) + 1}m",
            ValueKind.Time => $"2026-01-01T00:{number % 60:00}:00Z",
            ValueKind.MicroTime => $"2026-01-01T00:00:00.{number:000000}Z",
            ValueKind.Duration => $"{number % 60}s",
            ValueKind.Bytes => Convert.ToBase64String(BitConverter.GetBytes(number)),
            ValueKind.Any => Any(type, number),
            _ => $"value {number}",
        };
    }

    private static object Any(TypeSchema type, int number) => type.Name[(type.Name.LastIndexOf('.') + 1)..] switch
    {
        "JSONSchemaPropsOrArray" => new JsonList { new JsonMap { ["title"] = $"title {number}" } },
        "JSONSchemaPropsOrBool" => number % 2 == 0,
        "JSONSchemaPropsOrStringArray" => new JsonList { $"text {number}" },
        _ => new JsonMap { [$"f:any{number}"] = new JsonMap() },
    };

    private static TypeSchema Named(TypeSchema type) => type.Element is { } element ? Named(element) : type;
}
