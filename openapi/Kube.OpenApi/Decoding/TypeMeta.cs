using System.Text.Json;
using Kube.OpenApi.Json;

namespace Kube.OpenApi.Decoding;

/// <summary>What a body says it is; empty where it does not say.</summary>
public readonly record struct TypeMeta(string ApiVersion, string Kind)
{
    /// <summary>Everything before the slash; empty for the core group.</summary>
    public string Group => ApiVersion.IndexOf('/') is var at and >= 0 ? ApiVersion[..at] : "";

    public string Version => ApiVersion[(ApiVersion.IndexOf('/') + 1)..];

    /// <summary>Reads the top level of a JSON body; checks all of it.</summary>
    /// <exception cref="DecodeException">
    /// It is no JSON object, or its apiVersion or kind is no string; the message is that of apimachinery's SimpleMetaFactory.
    /// </exception>
    public static TypeMeta Read(ReadOnlySpan<byte> utf8)
    {
        var reader = new Utf8JsonReader(utf8, JsonReader.Options);
        try
        {
            reader.Read();
            if (reader.TokenType != JsonTokenType.StartObject) throw Mismatch(ScalarReader.Found(reader.TokenType), null);
            var (apiVersion, kind) = ("", "");
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                if (reader.ValueTextEquals("apiVersion"u8)) apiVersion = ReadText(ref reader, "apiVersion") ?? apiVersion;
                else if (reader.ValueTextEquals("kind"u8)) kind = ReadText(ref reader, "kind") ?? kind;
                else reader.Skip();
            }
            reader.Read();
            return new(apiVersion, kind);
        }
        catch (JsonException)
        {
            throw Unreadable(JsonSyntax.FindError(utf8) ?? "invalid JSON");
        }
    }

    private static string? ReadText(ref Utf8JsonReader reader, string field)
    {
        reader.Read();
        return reader.TokenType switch
        {
            JsonTokenType.String => JsonStrings.Read(ref reader),
            JsonTokenType.Null => null,
            var other => throw Mismatch(ScalarReader.Found(other), field),
        };
    }

    private static DecodeException Mismatch(string found, string? field) => Unreadable(field is null
        ? $"json: cannot unmarshal {found} into Go value of type "
            + """struct { APIVersion string "json:\"apiVersion,omitempty\""; Kind string "json:\"kind,omitempty\"" }"""
        : $"json: cannot unmarshal {found} into Go struct field .{field} of type string");

    private static DecodeException Unreadable(string reason) => new($"couldn't get version/kind; json parse error: {reason}");
}
