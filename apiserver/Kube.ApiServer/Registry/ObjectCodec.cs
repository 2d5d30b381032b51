using Kube.OpenApi.Decoding;
using Kube.OpenApi.Json;
using Kube.OpenApi.Schemas;
using Kube.OpenApi.Writing;

namespace Kube.ApiServer.Registry;

/// <summary>Objects at rest to trees and back.</summary>
internal static class ObjectCodec
{
    /// <summary>Decodes what this server encoded, nulls that are always there included; the caller may change the tree.</summary>
    public static JsonMap Decode(ReadOnlyMemory<byte> json, TypeSchema type)
    {
        var obj = SchemaDecoder.Decode(json.Span, type).Object;
        Normalizer.Normalize(obj, type);
        return obj;
    }

    /// <summary>Drops and adds zero values as the Go types do, for an object about to be stored; idempotent.</summary>
    public static void Normalize(JsonMap obj, TypeSchema type) => Normalizer.Normalize(obj, type);

    /// <summary>The same for a body just decoded: what its writer will own, empty lists included, is still there.</summary>
    public static void NormalizeBody(JsonMap obj, TypeSchema type) => Normalizer.Normalize(obj, type, asStored: false);

    /// <summary>The bytes to store: compact, in the schema's order, without resourceVersion.</summary>
    public static byte[] Encode(JsonMap obj, TypeSchema type) => SchemaWriter.ToBytes(obj, type);

    /// <summary>The same with the resourceVersion the tree has, for an answer that is not stored.</summary>
    public static byte[] EncodeWhole(JsonMap obj, TypeSchema type)
    {
        var bytes = SchemaWriter.ToBytes(obj, type);
        return obj.Map("metadata")?.String("resourceVersion") is { } version && long.TryParse(version, out var revision)
            ? Storage.ObjectBytes.WithResourceVersion(bytes, revision)
            : bytes;
    }
}
