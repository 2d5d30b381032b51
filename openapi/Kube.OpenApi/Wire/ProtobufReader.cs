using Kube.OpenApi.Json;
using Kube.OpenApi.Scalars;
using Kube.OpenApi.Schemas;

namespace Kube.OpenApi.Wire;

/// <summary>
/// Decodes the protobuf message of a Go struct into a tree. What the message says of zero values is kept; the
/// <see cref="Decoding.Normalizer"/> gives the tree the fields that JSON shows.
/// </summary>
internal static class ProtobufReader
{
    /// <summary>Protobuf has no limit of its own; this keeps a hostile message from exhausting the stack.</summary>
    private const int MaxDepth = JsonReader.MaxDepth;

    public static JsonMap ReadMessage(ReadOnlySpan<byte> message, TypeSchema type, int depth = 0)
    {
        var map = new JsonMap();
        Read(message, WireLayout.Of(type), map, depth);
        return map;
    }

    private static void Read(ReadOnlySpan<byte> message, WireLayout layout, JsonMap map, int depth)
    {
        if (depth > MaxDepth) throw new ProtobufException("proto: message is nested too deep");
        var reader = new WireReader(message);
        while (reader.Next(out var number, out var type))
        {
            switch (layout.Find(number))
            {
                case { Field: { } field }:
                    map[field.Name] = ReadField(ref reader, type, field.Schema, map[field.Name], depth);
                    break;
                case { Embedded: { } embedded }:
                    Read(reader.Bytes(type), embedded, map, depth + 1);
                    break;
                default:
                    reader.Skip(type);
                    break;
            }
        }
    }

    private static object? ReadField(ref WireReader reader, WireType wireType, TypeSchema type, object? earlier, int depth)
    {
        switch (type.Kind)
        {
            case ValueKind.List:
                var list = earlier as JsonList ?? [];
                list.Add(ReadValue(ref reader, wireType, type.Element!, depth));
                return list;
            case ValueKind.Map:
                var map = earlier as JsonMap ?? [];
                ReadEntry(reader.Bytes(wireType), map, type.Element!, depth);
                return map;
            default:
                return ReadValue(ref reader, wireType, type, depth);
        }
    }

    private static void ReadEntry(ReadOnlySpan<byte> entry, JsonMap map, TypeSchema element, int depth)
    {
        var key = "";
        object? value = Decoding.ZeroValues.Of(element);
        var reader = new WireReader(entry);
        while (reader.Next(out var number, out var type))
        {
            if (number == 1) key = reader.Text(type);
            else if (number != 2) reader.Skip(type);
            else if (element.Kind == ValueKind.List) value = ReadNamedList(reader.Bytes(type), element, depth);
            else value = ReadValue(ref reader, type, element, depth);
        }
        map[key] = value;
    }

    private static JsonList ReadNamedList(ReadOnlySpan<byte> message, TypeSchema type, int depth)
    {
        var list = new JsonList();
        var reader = new WireReader(message);
        while (reader.Next(out var number, out var wireType))
        {
            if (number == 1) list.Add(ReadValue(ref reader, wireType, type.Element!, depth));
            else reader.Skip(wireType);
        }
        return list;
    }

    private static object? ReadValue(ref WireReader reader, WireType wireType, TypeSchema type, int depth) => type.Kind switch
    {
        ValueKind.String => reader.Text(wireType),
        ValueKind.Integer when type.Format == "int32" => Boxed.Of((int)reader.Varint(wireType)),
        ValueKind.Integer => Boxed.Of((long)reader.Varint(wireType)),
        ValueKind.Boolean => Boxed.Of(reader.Varint(wireType) != 0),
        ValueKind.Number => reader.Double(wireType),
        ValueKind.Bytes => Convert.ToBase64String(reader.Bytes(wireType)),
        ValueKind.Struct => ReadMessage(reader.Bytes(wireType), type, depth + 1),
        ValueKind.Quantity => ReadQuantity(reader.Bytes(wireType)),
        ValueKind.Time => ReadTime(reader.Bytes(wireType), TimeText.Format),
        ValueKind.MicroTime => ReadTime(reader.Bytes(wireType), TimeText.FormatMicro),
        ValueKind.Duration => ReadDuration(reader.Bytes(wireType)),
        ValueKind.IntOrString => ReadIntOrString(reader.Bytes(wireType)),
        ValueKind.Any => UntypedMessages.Read(reader.Bytes(wireType), type, depth + 1),
        _ => throw new ProtobufException($"{type} has no protobuf form"),
    };

    private static string ReadQuantity(ReadOnlySpan<byte> message)
    {
        var text = "0";
        var reader = new WireReader(message);
        while (reader.Next(out var number, out var type))
        {
            if (number == 1) text = reader.Text(type);
            else reader.Skip(type);
        }
        try
        {
            return QuantityText.Canonicalize(text);
        }
        catch (FormatException error)
        {
            throw new ProtobufException(error.Message);
        }
    }

    /// <summary>Null for the empty message, Go's zero time.</summary>
    private static string? ReadTime(ReadOnlySpan<byte> message, Func<DateTimeOffset, string> format)
    {
        if (message.IsEmpty) return null;
        long seconds = 0, nanoseconds = 0;
        var reader = new WireReader(message);
        while (reader.Next(out var number, out var type))
        {
            if (number == 1) seconds = (long)reader.Varint(type);
            else if (number == 2) nanoseconds = (int)reader.Varint(type);
            else reader.Skip(type);
        }
        if (seconds is < -62135596800 or > 253402300799) throw new ProtobufException($"time out of range: {seconds}");
        return format(DateTimeOffset.FromUnixTimeSeconds(seconds).AddTicks(nanoseconds / 100));
    }

    private static string ReadDuration(ReadOnlySpan<byte> message)
    {
        long nanoseconds = 0;
        var reader = new WireReader(message);
        while (reader.Next(out var number, out var type))
        {
            if (number == 1) nanoseconds = (long)reader.Varint(type);
            else reader.Skip(type);
        }
        return DurationText.Format(nanoseconds);
    }

    private static object ReadIntOrString(ReadOnlySpan<byte> message)
    {
        ulong isText = 0;
        long integer = 0;
        var text = "";
        var reader = new WireReader(message);
        while (reader.Next(out var number, out var type))
        {
            if (number == 1) isText = reader.Varint(type);
            else if (number == 2) integer = (int)reader.Varint(type);
            else if (number == 3) text = reader.Text(type);
            else reader.Skip(type);
        }
        return isText == 1 ? text : Boxed.Of(integer);
    }
}
