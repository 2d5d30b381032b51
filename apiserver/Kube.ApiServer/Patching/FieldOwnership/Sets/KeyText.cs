using System.Buffers;
using System.Globalization;
using System.Text;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Patching.FieldOwnership.Sets;

/// <summary>The JSON inside path elements: <c>k:{"containerPort":80,"protocol":"TCP"}</c>, <c>v:"a"</c>.</summary>
internal static class KeyText
{
    private static readonly SearchValues<char> Escaped = SearchValues.Create(
        [.. Enumerable.Range(0, 32).Select(control => (char)control), '"', '\\', '<', '>', '&', '\u007f', '\u2028', '\u2029']);

    public static string Of(KeyField[] fields)
    {
        // Nearly always: one key, a plain string.
        if (fields is [{ Name: var only, Value: string plain }] && plain.AsSpan().IndexOfAny(Escaped) < 0) return $"k:{{\"{only}\":\"{plain}\"}}";
        var text = new StringBuilder("k:{");
        for (var i = 0; i < fields.Length; i++)
        {
            if (i > 0) text.Append(',');
            text.Append('"').Append(fields[i].Name).Append("\":").Append(OfValue(fields[i].Value));
        }
        return text.Append('}').ToString();
    }

    public static string OfValue(object? value) => value switch
    {
        string plain when plain.AsSpan().IndexOfAny(Escaped) < 0 => $"\"{plain}\"",
        long number => number.ToString(CultureInfo.InvariantCulture),
        // Go's encoder escapes what HTML would take for markup.
        _ => JsonWriter.ToText(value).Replace("<", "\\u003c").Replace(">", "\\u003e").Replace("&", "\\u0026"),
    };

    public static KeyField[] Parse(string text)
    {
        var fields = ParseJson(text) as JsonMap ?? throw new FormatException($"not an object: {text}");
        var key = new KeyField[fields.Count];
        var count = 0;
        foreach (var (name, value) in fields) key[count++] = new KeyField(name, value);
        Array.Sort(key, (a, b) => string.CompareOrdinal(a.Name, b.Name));
        return key;
    }

    public static object? ParseValue(string text) => ParseJson(text);

    private static object? ParseJson(string text)
    {
        try
        {
            return JsonReader.Read(text[2..]);
        }
        catch (JsonSyntaxException wrong)
        {
            throw new FormatException(wrong.Message, wrong);
        }
    }
}
