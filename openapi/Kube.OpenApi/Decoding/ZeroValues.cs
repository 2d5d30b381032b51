using Kube.OpenApi.Json;
using Kube.OpenApi.Schemas;

namespace Kube.OpenApi.Decoding;

/// <summary>What Go shows of a value that was never set.</summary>
internal static class ZeroValues
{
    public static object? Of(TypeSchema type) => type.Kind switch
    {
        ValueKind.Struct => new JsonMap(),
        ValueKind.String => "",
        ValueKind.Boolean => Boxed.False,
        ValueKind.Integer or ValueKind.Number or ValueKind.IntOrString => Boxed.Zero,
        ValueKind.Quantity => "0",
        ValueKind.Duration => "0s",
        _ => null,
    };

    /// <summary>What <c>omitempty</c> and <c>omitzero</c> leave out.</summary>
    public static bool IsEmpty(object? value) => value switch
    {
        null => true,
        string text => text.Length == 0,
        bool flag => !flag,
        long integer => integer == 0,
        double number => number == 0,
        JsonList list => list.Count == 0,
        JsonMap map => map.Count == 0,
        _ => false,
    };
}
