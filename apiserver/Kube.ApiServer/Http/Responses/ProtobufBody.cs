using System.Buffers;
using System.Buffers.Binary;
using Kube.ApiServer.Caching;
using Kube.OpenApi.Decoding;
using Kube.OpenApi.Schemas;
using Kube.OpenApi.Wire;

namespace Kube.ApiServer.Http.Responses;

/// <summary>Answers as <c>application/vnd.kubernetes.protobuf</c>, made from their JSON.</summary>
internal static class ProtobufBody
{
    /// <returns>Null when what the JSON says it is has no protobuf form.</returns>
    public static byte[]? Of(ReadOnlySpan<byte> json)
    {
        var meta = TypeMeta.Read(json);
        var kind = KindCatalog.BuiltIn.Find(meta.Group, meta.Version, meta.Kind);
        if (kind is null || !ProtobufEnvelope.Supports(kind.Type)) return null;
        var obj = SchemaDecoder.Decode(json, kind.Type).Object;
        (obj["apiVersion"], obj["kind"]) = (meta.ApiVersion, meta.Kind);
        Normalizer.Normalize(obj, kind.Type);
        return ProtobufEnvelope.Encode(obj, kind.Type);
    }

    /// <summary>One object's state, encoded once for all who ask.</summary>
    public static byte[] Of(CachedObject item) => item.GetOrDerive(ObjectSlots.Protobuf, static found => Of(found.Json.Span)!);

    /// <summary>A watch event as client-go frames them: four bytes of length, most significant first, then a bare WatchEvent.</summary>
    public static void WriteFrame(IBufferWriter<byte> output, string type, ReadOnlySpan<byte> envelope)
    {
        var message = WatchEventMessage.Encode(type, envelope);
        BinaryPrimitives.WriteUInt32BigEndian(output.GetSpan(4), (uint)message.Length);
        output.Advance(4);
        output.Write(message);
    }
}
