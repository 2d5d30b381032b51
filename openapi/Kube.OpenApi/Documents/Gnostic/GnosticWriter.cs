using Kube.OpenApi.Json;
using Kube.OpenApi.Wire;
using Kube.OpenApi.Writing;

namespace Kube.OpenApi.Documents.Gnostic;

/// <summary>
/// Encodes an OpenAPI v2 document as gnostic's message <c>openapi.v2.Document</c>, which kubectl asks for. Fields that OpenAPI v2 does
/// not know are left out.
/// </summary>
internal sealed class GnosticWriter
{
    private readonly BackwardBuffer _output = new();
    private readonly Utf8Output _yaml = new();

    public static byte[] ToBytes(JsonMap document)
    {
        var writer = new GnosticWriter();
        writer.Message("Document", document);
        return writer._output.ToArray();
    }

    private void Message(string message, object value)
    {
        if (message == "Any") Yaml(value);
        else if (GnosticOneOfs.Choose(message, value) is var (number, type)) Value(number, type, value);
        else Fields(GnosticMessages.Fields(message), value);
    }

    /// <summary>As JSON, which is YAML as long as no character is written as two escapes.</summary>
    private void Yaml(object value)
    {
        _yaml.Reset();
        SchemaWriter.WriteUntyped(_yaml, value);
        _yaml.Byte('\n');
        var before = _output.Length;
        _output.Raw(_yaml.Written);
        _output.Delimit(2, before);
    }

    private void Fields(GnosticField[] fields, object value)
    {
        foreach (var field in fields.Reverse())
        {
            if (field.Named) Pairs(field, fields, (JsonMap)value);
            else Field(field, field.Key == GnosticField.Itself ? value : ((JsonMap)value)[field.Key]);
        }
    }

    private void Field(GnosticField field, object? value)
    {
        if (field.Repeated && value is JsonList list)
        {
            for (var at = list.Count - 1; at >= 0; at--) Value(field.Number, field.Type, list[at]!);
        }
        else if (!GnosticField.IsZero(field.Type, value)) Value(field.Number, field.Type, value!);
    }

    /// <summary>Those of the map's fields that begin as this one says, and not as another of the same message does more closely.</summary>
    private void Pairs(GnosticField field, GnosticField[] fields, JsonMap map)
    {
        for (var at = map.Count - 1; at >= 0; at--)
        {
            var (name, value) = (map.KeyAt(at), map.ValueAt(at));
            var closest = fields.Where(other => other.Named && name.StartsWith(other.Key, StringComparison.Ordinal)).MaxBy(other => other.Key.Length);
            if (closest != field) continue;
            var before = _output.Length;
            if (!GnosticField.IsZero(field.Type, value)) Value(2, field.Type, value!);
            Value(1, "string", name);
            _output.Delimit(field.Number, before);
        }
    }

    private void Value(int number, string type, object value)
    {
        var before = _output.Length;
        switch (type)
        {
            case "bool":
                _output.Varint((bool)value ? 1UL : 0);
                _output.Tag(number, WireType.Varint);
                break;
            case "int":
                _output.Varint((ulong)(long)value);
                _output.Tag(number, WireType.Varint);
                break;
            case "double":
                _output.Double(value is long integer ? integer : (double)value);
                _output.Tag(number, WireType.Fixed64);
                break;
            case "string":
                _output.Text((string)value);
                _output.Delimit(number, before);
                break;
            default:
                Message(type, value);
                _output.Delimit(number, before);
                break;
        }
    }
}
