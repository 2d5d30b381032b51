using System.Text;
using Kube.OpenApi.Schemas;

namespace Kube.OpenApi.Decoding;

/// <summary>Types and texts as Go's messages show them.</summary>
internal static class GoNames
{
    /// <summary>"v1.PodSpec", "[]v1.Container", "map[string]string", "int32".</summary>
    public static string Of(TypeSchema type) => type.Kind switch
    {
        _ when type.Name.Length > 0 => Qualified(type.Name),
        ValueKind.List => $"[]{Of(type.Element!)}",
        ValueKind.Map => $"map[string]{Of(type.Element!)}",
        ValueKind.Struct or ValueKind.Any => "interface {}",
        ValueKind.Integer => type.Format ?? "int64",
        ValueKind.Number => "float64",
        ValueKind.Boolean => "bool",
        ValueKind.Bytes => "[]uint8",
        _ => "string",
    };

    /// <summary>The name without its package.</summary>
    public static string Bare(TypeSchema type) => type.Name[(type.Name.LastIndexOf('.') + 1)..];

    /// <summary>The element type of a slice's or map's name; null for the name of an alias.</summary>
    public static string? Element(string name) =>
        name.StartsWith("[]", StringComparison.Ordinal) ? name[2..]
        : name.StartsWith("map[", StringComparison.Ordinal) ? name[(name.IndexOf(']') + 1)..]
        : null;

    /// <summary>As strconv.Quote does.</summary>
    public static string Quote(string text)
    {
        var quoted = new StringBuilder(text.Length + 2).Append('"');
        foreach (var rune in text.EnumerateRunes())
        {
            quoted.Append(rune.Value switch
            {
                '"' => "\\\"",
                '\\' => @"\\",
                '\a' => @"\a",
                '\b' => @"\b",
                '\f' => @"\f",
                '\n' => @"\n",
                '\r' => @"\r",
                '\t' => @"\t",
                '\v' => @"\v",
                < 0x20 or 0x7f => $@"\x{rune.Value:x2}",
                _ when Rune.IsControl(rune) => $@"\u{rune.Value:x4}",
                _ => rune.ToString(),
            });
        }
        return quoted.Append('"').ToString();
    }

    private static string Qualified(string definition)
    {
        var name = definition.LastIndexOf('.');
        return definition[(definition.LastIndexOf('.', name - 1) + 1)..];
    }
}
