using System.Text;
using System.Text.Json;

namespace Kube.OpenApi.Json;

/// <summary>
/// Parses UTF-8 JSON into <see cref="JsonMap"/>, <see cref="JsonList"/> and scalars as Go's encoding/json does into
/// <c>interface{}</c>: of a duplicate field the last value wins, bytes that are no UTF-8 become U+FFFD, a whole number that
/// fits is a <see cref="long"/>, any other a <see cref="double"/>.
/// </summary>
public static class JsonReader
{
    /// <summary>
    /// How deep a document may nest. Go allows 10000 levels; fewer keep every recursive walk of a tree within a thread's stack.
    /// </summary>
    public const int MaxDepth = 1000;

    internal static readonly JsonReaderOptions Options = new() { MaxDepth = MaxDepth };

    /// <exception cref="JsonSyntaxException">The bytes are no JSON value, or more than one, or one that holds a number beyond all bounds.</exception>
    public static object? Read(ReadOnlySpan<byte> utf8)
    {
        var reader = new Utf8JsonReader(utf8, Options);
        try
        {
            reader.Read();
            var value = ReadValue(ref reader);
            // One step further, which fails when anything but space follows.
            reader.Read();
            return value;
        }
        catch (JsonException)
        {
            throw JsonSyntax.Explain(utf8);
        }
    }

    /// <exception cref="JsonSyntaxException">The text is no JSON value, or more than one.</exception>
    public static object? Read(string text) => Read(Encoding.UTF8.GetBytes(text));

    /// <summary>The value the reader stands on; leaves it on the value's last token.</summary>
    internal static object? ReadValue(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.StartObject => ReadMap(ref reader),
        JsonTokenType.StartArray => ReadList(ref reader),
        JsonTokenType.String => JsonStrings.Read(ref reader),
        JsonTokenType.Number => reader.TryGetInt64(out var integer) ? Boxed.Of(integer) : ReadDouble(ref reader),
        JsonTokenType.True => Boxed.True,
        JsonTokenType.False => Boxed.False,
        _ => null,
    };

    private static double ReadDouble(ref Utf8JsonReader reader)
    {
        var number = reader.GetDouble();
        return double.IsFinite(number)
            ? number
            : throw new JsonSyntaxException($"json: cannot unmarshal number {Encoding.UTF8.GetString(reader.ValueSpan)} into Go value of type float64");
    }

    private static JsonMap ReadMap(ref Utf8JsonReader reader)
    {
        var map = new JsonMap();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = JsonStrings.Read(ref reader);
            reader.Read();
            map[name] = ReadValue(ref reader);
        }
        return map;
    }

    private static JsonList ReadList(ref Utf8JsonReader reader)
    {
        var list = new JsonList();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray) list.Add(ReadValue(ref reader));
        return list;
    }
}
