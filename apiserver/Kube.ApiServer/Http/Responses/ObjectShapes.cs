using System.Buffers;
using System.Text.Json;
using Kube.ApiServer.Storage;

namespace Kube.ApiServer.Http.Responses;

/// <summary>Parts of an object's bytes, taken without decoding it.</summary>
internal static class ObjectShapes
{
    /// <summary>The object as a PartialObjectMetadata: its metadata's bytes in another frame.</summary>
    public static byte[] PartialMetadata(ReadOnlySpan<byte> json)
    {
        var output = new ArrayBufferWriter<byte>(256);
        output.Write("{\"kind\":\"PartialObjectMetadata\",\"apiVersion\":\"meta.k8s.io/v1\",\"metadata\":"u8);
        output.Write(Metadata(json));
        output.Write("}"u8);
        return output.WrittenSpan.ToArray();
    }

    /// <summary>Where an item of a list starts: lists leave out their items' kind and apiVersion, which come first.</summary>
    public static int ItemStart(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json, ObjectBytes.ReaderOptions);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (!reader.ValueTextEquals("kind"u8) && !reader.ValueTextEquals("apiVersion"u8)) return (int)reader.TokenStartIndex;
            reader.Skip();
        }
        return json.Length - 1;
    }

    private static ReadOnlySpan<byte> Metadata(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json, ObjectBytes.ReaderOptions);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var found = reader.ValueTextEquals("metadata"u8);
            reader.Read();
            var start = (int)reader.TokenStartIndex;
            reader.Skip();
            if (found) return json[start..(int)reader.BytesConsumed];
        }
        return "{}"u8;
    }
}
