using System.Globalization;
using System.Text;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Patching;

/// <summary>Prints a JSON value as Go's <c>%v</c> prints it, which some of upstream's error texts hold.</summary>
internal static class GoFormat
{
    public static string Value(object? value)
    {
        var text = new StringBuilder();
        Append(text, value);
        return text.ToString();
    }

    /// <summary>As <c>%q</c> prints a string.</summary>
    public static string Quote(string text) => JsonWriter.ToText(text);

    /// <summary>As <c>%#v</c> prints a value.</summary>
    public static string Literal(object? value) => value switch
    {
        string text => Quote(text),
        JsonMap map => $"map[string]interface {{}}{{{string.Join(", ", map.OrderBy(field => field.Key, StringComparer.Ordinal).Select(field => $"{Quote(field.Key)}:{Literal(field.Value)}"))}}}",
        JsonList list => $"[]interface {{}}{{{string.Join(", ", list.Select(Literal))}}}",
        null => "interface {}(nil)",
        _ => Value(value),
    };

    /// <summary>The Go type a decoded JSON value has, as <c>%s</c> prints a <c>reflect.Type</c>.</summary>
    public static string TypeOf(object? value) => value switch
    {
        JsonMap => "map[string]interface {}",
        JsonList => "[]interface {}",
        string => "string",
        bool => "bool",
        long => "int64",
        double => "float64",
        _ => "%!s(<nil>)",
    };

    private static void Append(StringBuilder text, object? value)
    {
        switch (value)
        {
            case JsonMap map:
                text.Append("map[");
                var first = true;
                foreach (var (key, field) in map.OrderBy(pair => pair.Key, StringComparer.Ordinal))
                {
                    if (!first) text.Append(' ');
                    first = false;
                    text.Append(key).Append(':');
                    Append(text, field);
                }
                text.Append(']');
                break;
            case JsonList list:
                text.Append('[');
                for (var i = 0; i < list.Count; i++)
                {
                    if (i > 0) text.Append(' ');
                    Append(text, list[i]);
                }
                text.Append(']');
                break;
            case null:
                text.Append("<nil>");
                break;
            case bool flag:
                text.Append(flag ? "true" : "false");
                break;
            default:
                text.Append(CultureInfo.InvariantCulture, $"{value}");
                break;
        }
    }
}
