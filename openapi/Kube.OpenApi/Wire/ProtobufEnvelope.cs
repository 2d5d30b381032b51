using Kube.OpenApi.Decoding;
using Kube.OpenApi.Json;
using Kube.OpenApi.Schemas;

namespace Kube.OpenApi.Wire;

/// <summary>
/// <c>application/vnd.kubernetes.protobuf</c>: four magic bytes, then runtime.Unknown with the object's apiVersion and kind and
/// the object's own message.
/// </summary>
public static class ProtobufEnvelope
{
    private static ReadOnlySpan<byte> Magic => "k8s\0"u8;

    public static bool IsEnvelope(ReadOnlySpan<byte> bytes) => bytes.StartsWith(Magic);

    /// <summary>False for types Kubernetes has no protobuf form of: Table, and everything a custom resource definition makes.</summary>
    public static bool Supports(TypeSchema type) => type.Fields.Any(field => field.WireNumber > 0);

    /// <summary>The object says its own apiVersion and kind.</summary>
    public static byte[] Encode(JsonMap value, TypeSchema type)
    {
        var output = new BackwardBuffer();
        // contentEncoding and contentType, which stay empty.
        ProtobufWriter.WriteText(output, 4, "");
        ProtobufWriter.WriteText(output, 3, "");

        var raw = output.Length;
        ProtobufWriter.WriteMessage(output, value, type);
        output.Delimit(2, raw);

        var typeMeta = output.Length;
        ProtobufWriter.WriteText(output, 2, value.String("kind") ?? "");
        ProtobufWriter.WriteText(output, 1, value.String("apiVersion") ?? "");
        output.Delimit(1, typeMeta);
        output.Raw(Magic);
        return output.ToArray();
    }

    /// <exception cref="ProtobufException">These are no such bytes.</exception>
    public static TypeMeta ReadTypeMeta(ReadOnlySpan<byte> bytes) => Open(bytes).TypeMeta;

    /// <summary>The object, normalized, of the type given.</summary>
    /// <exception cref="ProtobufException">These are no such bytes, or the message does not fit the type.</exception>
    public static JsonMap Decode(ReadOnlySpan<byte> bytes, TypeSchema type) => Decode(bytes, type, depth: 0);

    /// <summary>An object inside another one's message, of the built-in kind that its envelope names.</summary>
    internal static JsonMap DecodeEmbedded(ReadOnlySpan<byte> bytes, int depth)
    {
        var meta = ReadTypeMeta(bytes);
        var kind = KindCatalog.BuiltIn.Find(meta.Group, meta.Version, meta.Kind)
            ?? throw new ProtobufException($"no kind \"{meta.Kind}\" is registered for version \"{meta.ApiVersion}\"");
        return Decode(bytes, kind.Type, depth + 1);
    }

    private static JsonMap Decode(ReadOnlySpan<byte> bytes, TypeSchema type, int depth)
    {
        var envelope = Open(bytes);
        var message = ProtobufReader.ReadMessage(envelope.Raw, type, depth);
        var value = new JsonMap(message.Count + 2) { ["kind"] = envelope.TypeMeta.Kind, ["apiVersion"] = envelope.TypeMeta.ApiVersion };
        foreach (var (name, field) in message) value[name] = field;
        Normalizer.Normalize(value, type);
        return value;
    }

    private static Envelope Open(ReadOnlySpan<byte> bytes)
    {
        if (!IsEnvelope(bytes)) throw new ProtobufException("provided data does not appear to be a protobuf message, expected prefix [107 56 115 0]");
        var envelope = new Envelope { TypeMeta = new("", "") };
        var reader = new WireReader(bytes[Magic.Length..]);
        while (reader.Next(out var number, out var type))
        {
            if (number == 1) envelope.TypeMeta = ReadMeta(reader.Bytes(type));
            else if (number == 2) envelope.Raw = reader.Bytes(type);
            else reader.Skip(type);
        }
        return envelope;
    }

    private static TypeMeta ReadMeta(ReadOnlySpan<byte> message)
    {
        var (apiVersion, kind) = ("", "");
        var reader = new WireReader(message);
        while (reader.Next(out var number, out var type))
        {
            if (number == 1) apiVersion = reader.Text(type);
            else if (number == 2) kind = reader.Text(type);
            else reader.Skip(type);
        }
        return new(apiVersion, kind);
    }

    private ref struct Envelope
    {
        public TypeMeta TypeMeta;
        public ReadOnlySpan<byte> Raw;
    }
}
