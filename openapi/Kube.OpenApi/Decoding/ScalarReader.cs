using System.Text;
using System.Text.Json;
using Kube.OpenApi.Json;
using Kube.OpenApi.Scalars;
using Kube.OpenApi.Schemas;

namespace Kube.OpenApi.Decoding;

/// <summary>Reads one scalar of a known kind, in its canonical form, with Go's complaint when it does not fit.</summary>
internal static class ScalarReader
{
    private static readonly TypeSchema GoString = new() { Kind = ValueKind.String };
    private static readonly TypeSchema GoInt32 = new() { Kind = ValueKind.Integer, Format = "int32" };

    public static object? Read(ref Utf8JsonReader reader, TypeSchema type, DecodeTrail trail) => type.Kind switch
    {
        ValueKind.String => reader.TokenType == JsonTokenType.String ? JsonStrings.Read(ref reader) : throw trail.Mismatch(Found(reader.TokenType), type),
        ValueKind.Integer => ReadInteger(ref reader, type) ?? throw trail.Mismatch(FoundNumber(ref reader), type),
        ValueKind.Boolean => ReadBoolean(ref reader) ?? throw trail.Mismatch(Found(reader.TokenType), type),
        ValueKind.Number => reader.TokenType == JsonTokenType.Number ? JsonReader.ReadValue(ref reader) : throw trail.Mismatch(Found(reader.TokenType), type),
        ValueKind.Bytes => reader.TokenType == JsonTokenType.String
            ? Canonical(JsonStrings.Read(ref reader), Base64Text.Canonicalize)
            : throw trail.Mismatch(Found(reader.TokenType), type),
        ValueKind.Quantity => Canonical(RawText(ref reader), QuantityText.Canonicalize),
        ValueKind.Time => Canonical(OwnString(ref reader, type), TimeText.Canonicalize),
        ValueKind.MicroTime => Canonical(OwnString(ref reader, type), TimeText.CanonicalizeMicro),
        ValueKind.Duration => Canonical(OwnString(ref reader, type), DurationText.Canonicalize),
        ValueKind.IntOrString => reader.TokenType == JsonTokenType.String
            ? JsonStrings.Read(ref reader)
            : ReadInteger(ref reader, GoInt32) ?? throw Detached(GoInt32).Mismatch(FoundNumber(ref reader), GoInt32),
        _ => throw new InvalidOperationException($"{type.Kind} is no scalar"),
    };

    /// <summary>What a token is in Go's words.</summary>
    public static string Found(JsonTokenType token) => token switch
    {
        JsonTokenType.StartObject => "object",
        JsonTokenType.StartArray => "array",
        JsonTokenType.String => "string",
        JsonTokenType.Number => "number",
        JsonTokenType.True or JsonTokenType.False => "bool",
        _ => "null",
    };

    /// <summary>A number that does not fit an integer is shown.</summary>
    private static string FoundNumber(ref Utf8JsonReader reader) =>
        reader.TokenType == JsonTokenType.Number ? $"number {Encoding.UTF8.GetString(reader.ValueSpan)}" : Found(reader.TokenType);

    private static object? ReadInteger(ref Utf8JsonReader reader, TypeSchema type)
    {
        // Go parses the text, so "1.0" and "1e3" are no integers.
        if (reader.TokenType != JsonTokenType.Number || !reader.TryGetInt64(out var value)) return null;
        if (reader.ValueSpan.IndexOfAny((byte)'.', (byte)'e', (byte)'E') >= 0) return null;
        if (type.Format == "int32" && value is < int.MinValue or > int.MaxValue) return null;
        return Boxed.Of(value);
    }

    private static object? ReadBoolean(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.True => Boxed.True,
        JsonTokenType.False => Boxed.False,
        _ => null,
    };

    /// <summary>Types that decode themselves from a string complain without naming the field.</summary>
    private static string OwnString(ref Utf8JsonReader reader, TypeSchema type) => reader.TokenType == JsonTokenType.String
        ? JsonStrings.Read(ref reader)
        : throw Detached(type).Mismatch(Found(reader.TokenType), GoString);

    private static DecodeTrail Detached(TypeSchema type) => new(type.Kind == ValueKind.Integer ? type : GoString);

    /// <summary>A quantity may be a number; of an object or list the text matters as little as to Go.</summary>
    private static string RawText(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.String) return JsonStrings.Read(ref reader);
        return reader.TokenType == JsonTokenType.Number ? Encoding.UTF8.GetString(reader.ValueSpan) : Found(reader.TokenType);
    }

    private static string Canonical(string text, Func<string, string> canonicalize)
    {
        try
        {
            return canonicalize(text);
        }
        catch (FormatException error)
        {
            throw new DecodeException(error.Message);
        }
    }
}
