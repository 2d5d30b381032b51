using System.Globalization;
using System.Text;
using System.Text.Json;
using Kube.ApiServer.Http.Body;
using Kube.OpenApi.Json;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Kube.ApiServer.Http.Responses;

/// <summary>JSON as the YAML sigs.k8s.io/yaml writes: keys sorted, lists not indented, strings quoted only where they must be.</summary>
internal static class YamlWriter
{
    public static ReadOnlyMemory<byte> ToBytes(ReadOnlyMemory<byte> json)
    {
        using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = int.MaxValue });
        var text = new StringBuilder();
        if (document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.EnumerateObject().Any()) Map(text, document.RootElement, 0, false);
        else Inline(text, document.RootElement, 0);
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static void Map(StringBuilder text, JsonElement map, int indent, bool firstInline)
    {
        foreach (var field in map.EnumerateObject().OrderBy(field => field.Name, StringComparer.Ordinal))
        {
            if (!firstInline) text.Append(' ', indent);
            firstInline = false;
            Text(text, field.Name, indent);
            text.Append(':');
            Value(text, field.Value, indent);
        }
    }

    private static void Value(StringBuilder text, JsonElement value, int indent)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object when value.EnumerateObject().Any():
                text.Append('\n');
                Map(text, value, indent + 2, false);
                break;
            case JsonValueKind.Array when value.GetArrayLength() > 0:
                text.Append('\n');
                List(text, value, indent);
                break;
            default:
                text.Append(' ');
                Inline(text, value, indent + 2);
                break;
        }
    }

    private static void List(StringBuilder text, JsonElement list, int indent)
    {
        foreach (var item in list.EnumerateArray())
        {
            text.Append(' ', indent).Append("- ");
            if (item.ValueKind == JsonValueKind.Object && item.EnumerateObject().Any()) Map(text, item, indent + 2, true);
            else if (item.ValueKind == JsonValueKind.Array && item.GetArrayLength() > 0)
            {
                text.Length--;
                text.Append('\n');
                List(text, item, indent + 2);
            }
            else Inline(text, item, indent + 2);
        }
    }

    private static void Inline(StringBuilder text, JsonElement value, int indent)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                text.Append("{}");
                break;
            case JsonValueKind.Array:
                text.Append("[]");
                break;
            case JsonValueKind.String:
                Text(text, value.GetString()!, indent);
                break;
            default:
                text.Append(value.GetRawText());
                break;
        }
        text.Append('\n');
    }

    private static void Text(StringBuilder text, string value, int indent)
    {
        if (value.Contains('\n') && !value.StartsWith(' ') && !value.StartsWith('\n') && value.All(character => character is '\n' or '\t' || !char.IsControl(character)))
        {
            Literal(text, value, indent);
        }
        else if (NeedsQuotes(value)) text.Append(JsonWriter.ToText(value));
        else text.Append(value);
    }

    private static void Literal(StringBuilder text, string value, int indent)
    {
        var body = value.TrimEnd('\n');
        var trailing = value.Length - body.Length;
        text.Append(trailing switch { 0 => "|-", 1 => "|", _ => "|+" });
        foreach (var line in body.Split('\n'))
        {
            text.Append('\n');
            if (line.Length > 0) text.Append(' ', indent).Append(line);
        }
        text.Append('\n', Math.Max(0, trailing - 1));
    }

    /// <summary>Plain text that would be read back as something else, or that YAML gives a meaning.</summary>
    private static bool NeedsQuotes(string value)
    {
        if (value.Length == 0) return true;
        if (YamlScalar.Resolve(new Scalar(AnchorName.Empty, TagName.Empty, value, ScalarStyle.Plain, true, false)) is not string) return true;
        if (DateTime.TryParseExact(value, ["yyyy-MM-dd", "yyyy-MM-ddTHH:mm:ssZ", "yyyy-MM-ddTHH:mm:ss.FFFFFFFZ"], CultureInfo.InvariantCulture, DateTimeStyles.None, out _)) return true;
        if (char.IsWhiteSpace(value[0]) || char.IsWhiteSpace(value[^1])) return true;
        if ("-?:,[]{}#&*!|>'\"%@`".Contains(value[0]) && !(value[0] is '-' or '?' or ':' && value.Length > 1 && value[1] != ' ')) return true;
        return value is "<<" or "=" or "---" || value.EndsWith(':') || value.Contains(": ", StringComparison.Ordinal) || value.Contains(" #", StringComparison.Ordinal)
            || value.Any(char.IsControl);
    }
}
