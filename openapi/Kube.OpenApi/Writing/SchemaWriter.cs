using System.Buffers;
using Kube.OpenApi.Json;
using Kube.OpenApi.Schemas;

namespace Kube.OpenApi.Writing;

/// <summary>
/// Encodes a tree as compact UTF-8 JSON in the order Go would: a struct's fields as its type lists them (kind, apiVersion and
/// metadata first, uid before labels), a map's keys sorted, everything of no known type as it is.
/// </summary>
public static class SchemaWriter
{
    /// <summary>Room on the stack for the order of a struct's fields.</summary>
    private const int MostFields = 64;

    [ThreadStatic]
    private static Utf8Output? _output;

    public static byte[] ToBytes(JsonMap value, TypeSchema type) => Encode(value, type).ToArray();

    public static void Write(IBufferWriter<byte> output, JsonMap value, TypeSchema type) => output.Write(Encode(value, type));

    /// <summary>
    /// Keeps its JSON with an untyped map that many trees will share, so that it is encoded once. What is inside it must not be changed
    /// any more, nor the map where others share it.
    /// </summary>
    public static JsonMap Freeze(JsonMap value)
    {
        var output = _output ??= new();
        output.Reset();
        WriteUntyped(output, value);
        value.Encoded = output.Written.ToArray();
        return value;
    }

    /// <summary>Valid until the next call on the same thread.</summary>
    private static ReadOnlySpan<byte> Encode(JsonMap value, TypeSchema type)
    {
        var output = _output ??= new();
        output.Reset();
        WriteValue(output, value, type);
        return output.Written;
    }

    private static void WriteValue(Utf8Output output, object? value, TypeSchema type)
    {
        switch (value)
        {
            case string text:
                output.String(text);
                break;
            case JsonMap { Encoded: { } encoded }:
                output.Raw(encoded);
                break;
            case JsonMap map when type.Kind == ValueKind.Struct:
                WriteStruct(output, map, type);
                break;
            case JsonMap map when type.Kind == ValueKind.Map:
                WriteMap(output, map, type.Element!);
                break;
            case JsonList list when type.Kind == ValueKind.List:
                WriteList(output, list, type.Element!);
                break;
            default:
                WriteUntyped(output, value);
                break;
        }
    }

    private static void WriteStruct(Utf8Output output, JsonMap map, TypeSchema type)
    {
        var index = type.Index;
        Span<long> order = map.Count <= MostFields ? stackalloc long[MostFields] : new long[map.Count];
        order = order[..map.Count];
        for (var i = 0; i < order.Length; i++)
        {
            var at = index.Find(map.KeyAt(i));
            // The place in the type above, the place in the map below; what the type does not have comes last.
            order[i] = ((long)(at < 0 ? int.MaxValue : at) << 32) | (uint)i;
        }
        SortNearlySorted(order);

        output.Byte('{');
        for (var i = 0; i < order.Length; i++)
        {
            if (i > 0) output.Byte(',');
            var (at, place) = ((int)(order[i] >> 32), (int)order[i]);
            if (at == int.MaxValue)
            {
                WriteUntypedField(output, map, place);
                continue;
            }
            output.Raw(index.Fields[at].EncodedName);
            WriteValue(output, map.ValueAt(place), index.Fields[at].Schema);
        }
        output.Byte('}');
    }

    private static void WriteMap(Utf8Output output, JsonMap map, TypeSchema element)
    {
        var (keys, places) = (new string[map.Count], new int[map.Count]);
        for (var i = 0; i < keys.Length; i++) (keys[i], places[i]) = (map.KeyAt(i), i);
        if (keys.Length > 1) Array.Sort(keys, places, StringComparer.Ordinal);

        output.Byte('{');
        for (var i = 0; i < keys.Length; i++)
        {
            if (i > 0) output.Byte(',');
            output.String(keys[i]);
            output.Byte(':');
            WriteValue(output, map.ValueAt(places[i]), element);
        }
        output.Byte('}');
    }

    private static void WriteList(Utf8Output output, JsonList list, TypeSchema element)
    {
        output.Byte('[');
        for (var i = 0; i < list.Count; i++)
        {
            if (i > 0) output.Byte(',');
            WriteValue(output, list[i], element);
        }
        output.Byte(']');
    }

    internal static void WriteUntyped(Utf8Output output, object? value)
    {
        switch (value)
        {
            case null:
                output.Raw("null"u8);
                break;
            case string text:
                output.String(text);
                break;
            case long integer:
                output.Integer(integer);
                break;
            case bool flag:
                output.Raw(flag ? "true"u8 : "false"u8);
                break;
            case double number:
                output.Number(number);
                break;
            case JsonMap map:
                output.Byte('{');
                for (var i = 0; i < map.Count; i++)
                {
                    if (i > 0) output.Byte(',');
                    WriteUntypedField(output, map, i);
                }
                output.Byte('}');
                break;
            case JsonList list:
                output.Byte('[');
                for (var i = 0; i < list.Count; i++)
                {
                    if (i > 0) output.Byte(',');
                    WriteUntyped(output, list[i]);
                }
                output.Byte(']');
                break;
            default:
                throw new ArgumentException($"not a JSON value: {value.GetType()}", nameof(value));
        }
    }

    private static void WriteUntypedField(Utf8Output output, JsonMap map, int place)
    {
        output.String(map.KeyAt(place));
        output.Byte(':');
        WriteUntyped(output, map.ValueAt(place));
    }

    private static void SortNearlySorted(Span<long> values)
    {
        for (var i = 1; i < values.Length; i++)
        {
            var value = values[i];
            var to = i;
            for (; to > 0 && values[to - 1] > value; to--) values[to] = values[to - 1];
            values[to] = value;
        }
    }
}
