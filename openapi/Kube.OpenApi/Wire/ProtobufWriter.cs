using Kube.OpenApi.Decoding;
using Kube.OpenApi.Json;
using Kube.OpenApi.Scalars;
using Kube.OpenApi.Schemas;

namespace Kube.OpenApi.Wire;

/// <summary>
/// Encodes a tree as the protobuf message that Go's generated code makes of its struct, byte for byte: fields in the order of
/// their numbers, map entries sorted, and what is no pointer in Go always there.
/// </summary>
internal static class ProtobufWriter
{
    public static void WriteMessage(BackwardBuffer output, JsonMap value, TypeSchema type) => Write(output, value, WireLayout.Of(type));

    private static void Write(BackwardBuffer output, JsonMap map, WireLayout layout)
    {
        foreach (var entry in layout.Descending)
        {
            if (entry.Field is { } field) WriteField(output, entry.Number, map[field.Name], field);
            else if (!entry.Embedded!.IsNamedList || map[entry.Embedded.Descending[0].Field!.Name] is not null)
            {
                var before = output.Length;
                Write(output, map, entry.Embedded);
                output.Delimit(entry.Number, before);
            }
        }
    }

    private static void WriteField(BackwardBuffer output, int number, object? value, FieldSchema field)
    {
        switch (field.Schema.Kind)
        {
            case ValueKind.List:
                if (value is JsonList list) WriteList(output, number, list, field.Schema.Element!);
                break;
            case ValueKind.Map:
                if (value is JsonMap map) WriteMap(output, number, map, field.Schema.Element!);
                break;
            case ValueKind.Bytes when value is null:
                break;
            default:
                if (value is not null) WriteValue(output, number, value, field.Schema);
                else if (field.Presence is Presence.Always or Presence.OmitEmpty) WriteZero(output, number, field.Schema);
                break;
        }
    }

    private static void WriteList(BackwardBuffer output, int number, JsonList list, TypeSchema element)
    {
        for (var i = list.Count - 1; i >= 0; i--)
        {
            if (list[i] is { } item) WriteValue(output, number, item, element);
            else WriteZero(output, number, element);
        }
    }

    private static void WriteMap(BackwardBuffer output, int number, JsonMap map, TypeSchema element)
    {
        foreach (var key in map.Keys.OrderDescending(StringComparer.Ordinal))
        {
            var entry = output.Length;
            if (element.Kind == ValueKind.List)
            {
                // Protobuf has no map of lists: the value is a message that holds the list.
                var before = output.Length;
                WriteList(output, 1, map.List(key) ?? [], element.Element!);
                output.Delimit(2, before);
            }
            else if (map[key] is { } value) WriteValue(output, 2, value, element);
            else if (element.Kind != ValueKind.Bytes) WriteZero(output, 2, element);
            WriteText(output, 1, key);
            output.Delimit(number, entry);
        }
    }

    private static void WriteZero(BackwardBuffer output, int number, TypeSchema type)
    {
        if (ZeroValues.Of(type) is { } zero) WriteValue(output, number, zero, type);
        else output.Delimit(number, output.Length);
    }

    private static void WriteValue(BackwardBuffer output, int number, object value, TypeSchema type)
    {
        var before = output.Length;
        switch (type.Kind, value)
        {
            case (ValueKind.String, string text):
                WriteText(output, number, text);
                return;
            case (ValueKind.Integer, long integer):
                WriteVarint(output, number, (ulong)integer);
                return;
            case (ValueKind.Boolean, bool flag):
                WriteVarint(output, number, flag ? 1UL : 0);
                return;
            case (ValueKind.Number, double or long):
                output.Double(Convert.ToDouble(value));
                output.Tag(number, WireType.Fixed64);
                return;
            case (ValueKind.Bytes, string base64):
                output.Raw(Convert.FromBase64String(base64));
                break;
            case (ValueKind.Struct, JsonMap map):
                Write(output, map, WireLayout.Of(type));
                break;
            case (ValueKind.Quantity, string text):
                WriteText(output, 1, text);
                break;
            case (ValueKind.Time or ValueKind.MicroTime, string text):
                WriteTime(output, text);
                break;
            case (ValueKind.Duration, string text):
                WriteVarint(output, 1, (ulong)DurationText.Parse(text));
                break;
            case (ValueKind.IntOrString, string or long):
                WriteText(output, 3, value as string ?? "");
                WriteVarint(output, 2, value is long integerOf ? (ulong)integerOf : 0);
                WriteVarint(output, 1, value is string ? 1UL : 0);
                break;
            case (ValueKind.Any, _):
                UntypedMessages.Write(output, value, type);
                break;
            default:
                throw new ProtobufException($"{type} cannot hold {value.GetType().Name}");
        }
        output.Delimit(number, before);
    }

    /// <summary>google.protobuf.Timestamp's seconds and nanoseconds.</summary>
    private static void WriteTime(BackwardBuffer output, string text)
    {
        if (!TimeText.TryParse(text, out var time)) throw new ProtobufException($"no time: {text}");
        var ticks = time.UtcTicks - DateTime.UnixEpoch.Ticks;
        var seconds = Math.DivRem(ticks, TimeSpan.TicksPerSecond, out var rest);
        if (rest < 0) (seconds, rest) = (seconds - 1, rest + TimeSpan.TicksPerSecond);
        WriteVarint(output, 2, (ulong)(rest * 100));
        WriteVarint(output, 1, (ulong)seconds);
    }

    public static void WriteText(BackwardBuffer output, int number, string text)
    {
        var before = output.Length;
        output.Text(text);
        output.Delimit(number, before);
    }

    public static void WriteVarint(BackwardBuffer output, int number, ulong value)
    {
        output.Varint(value);
        output.Tag(number, WireType.Varint);
    }
}
