using Kube.OpenApi.Decoding;
using Kube.OpenApi.Json;
using Kube.OpenApi.Schemas;

namespace Kube.OpenApi.Wire;

/// <summary>
/// The messages of definitions that are any JSON: mostly the JSON itself as bytes, but JSONSchemaProps' alternatives have
/// messages of their own.
/// </summary>
internal static class UntypedMessages
{
    private const string SchemaOrArray = "JSONSchemaPropsOrArray";
    private const string SchemaOrBool = "JSONSchemaPropsOrBool";
    private const string SchemaOrStrings = "JSONSchemaPropsOrStringArray";

    private static readonly TypeSchema Schema =
        KindCatalog.BuiltIn.FindType("io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1.JSONSchemaProps")!;

    public static void Write(BackwardBuffer output, object value, TypeSchema type)
    {
        switch (ShortName(type), value)
        {
            case (SchemaOrArray, JsonList schemas):
                for (var i = schemas.Count - 1; i >= 0; i--) WriteSchema(output, 2, schemas[i]);
                break;
            case (SchemaOrStrings, JsonList texts):
                for (var i = texts.Count - 1; i >= 0; i--) ProtobufWriter.WriteText(output, 2, texts[i] as string ?? "");
                break;
            case (SchemaOrBool, bool allows):
                ProtobufWriter.WriteVarint(output, 1, allows ? 1UL : 0);
                break;
            case (SchemaOrBool, JsonMap):
                WriteSchema(output, 2, value);
                // A schema allows what it describes.
                ProtobufWriter.WriteVarint(output, 1, 1);
                break;
            case (SchemaOrArray or SchemaOrStrings, JsonMap):
                WriteSchema(output, 1, value);
                break;
            default:
                var before = output.Length;
                output.Raw(JsonWriter.ToBytes(value));
                output.Delimit(1, before);
                break;
        }
    }

    /// <summary>Null when the message is empty.</summary>
    public static object? Read(ReadOnlySpan<byte> message, TypeSchema type, int depth)
    {
        var name = ShortName(type);
        object? value = null;
        var reader = new WireReader(message);
        while (reader.Next(out var number, out var wireType))
        {
            value = (name, number) switch
            {
                (SchemaOrArray or SchemaOrStrings, 1) or (SchemaOrBool, 2) => ReadSchema(reader.Bytes(wireType), depth),
                (SchemaOrArray, 2) => Append(value, ReadSchema(reader.Bytes(wireType), depth)),
                (SchemaOrStrings, 2) => Append(value, reader.Text(wireType)),
                (SchemaOrBool, 1) => reader.Varint(wireType) != 0,
                (SchemaOrArray or SchemaOrStrings or SchemaOrBool, _) => Skip(ref reader, wireType, value),
                (_, 1) => ReadEmbedded(reader.Bytes(wireType), depth),
                _ => Skip(ref reader, wireType, value),
            };
        }
        return value;
    }

    private static void WriteSchema(BackwardBuffer output, int number, object? schema)
    {
        var before = output.Length;
        ProtobufWriter.WriteMessage(output, schema as JsonMap ?? [], Schema);
        output.Delimit(number, before);
    }

    /// <summary>Normalized here, since the tree around it takes it for any JSON.</summary>
    private static JsonMap ReadSchema(ReadOnlySpan<byte> message, int depth)
    {
        var schema = ProtobufReader.ReadMessage(message, Schema, depth);
        Normalizer.Normalize(schema, Schema);
        return schema;
    }

    /// <summary>JSON, or an object in its protobuf envelope.</summary>
    private static object? ReadEmbedded(ReadOnlySpan<byte> raw, int depth)
    {
        if (raw.IsEmpty) return null;
        if (ProtobufEnvelope.IsEnvelope(raw)) return ProtobufEnvelope.DecodeEmbedded(raw, depth);
        try
        {
            return JsonReader.Read(raw);
        }
        catch (JsonSyntaxException error)
        {
            throw new ProtobufException(error.Message);
        }
    }

    private static JsonList Append(object? list, object? item)
    {
        var items = list as JsonList ?? [];
        items.Add(item);
        return items;
    }

    private static object? Skip(ref WireReader reader, WireType type, object? value)
    {
        reader.Skip(type);
        return value;
    }

    private static string ShortName(TypeSchema type) => type.Name[(type.Name.LastIndexOf('.') + 1)..];
}
