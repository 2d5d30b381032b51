using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Kube.ApiServer.Caching;
using Kube.ApiServer.Errors;
using Kube.ApiServer.Http.Options;
using Kube.ApiServer.Http.Responses;
using Kube.ApiServer.Kinds;
using Kube.ApiServer.Registry;
using Kube.ApiServer.Verbs;
using Kube.OpenApi.Json;
using Kube.OpenApi.Scalars;

namespace Kube.ApiServer.Tables;

/// <summary>Writes meta.k8s.io/v1 Tables of one request: what <c>kubectl get</c> shows.</summary>
internal sealed class TableWriter
{
    private static readonly JsonWriterOptions Options = new() { SkipValidation = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly Resource _resource;
    private readonly string _include;
    private readonly DateTimeOffset _now;

    private TableWriter(Resource resource, string include, DateTimeOffset now) => (_resource, _include, _now) = (resource, include, now);

    /// <exception cref="StatusException">400 for an unknown includeObject.</exception>
    public static TableWriter ForRequest(RequestScope scope)
    {
        var include = scope.Query.Text("includeObject");
        if (include is not ("" or "Metadata" or "Object" or "None"))
        {
            throw StatusException.BadRequest($"Unable to convert to Table as requested: includeObject: Invalid value: \"{include}\": must be 'Metadata', 'Object', 'None', or empty");
        }
        return new TableWriter(scope.Resource, include, scope.Registry.Time.GetUtcNow());
    }

    public byte[] One(ReadOnlyMemory<byte> json) => Write(writer =>
    {
        var obj = ObjectCodec.Decode(json, _resource.Type);
        writer.WriteStartObject();
        writer.WriteString("resourceVersion"u8, obj.Map("metadata")?.String("resourceVersion") ?? "");
        writer.WriteEndObject();
        WriteColumns(writer);
        WriteRows(writer, [(json, _resource.Table.Cells(obj))]);
    });

    public byte[] List(ListPage page) => Write(writer =>
    {
        ListResponse.WriteMetadata(writer, page);
        WriteColumns(writer);
        WriteRows(writer, page.Items.Select(item => (item.Json, Cells(item))));
    });

    /// <summary>The table of one watch event; only a watch's first names the columns.</summary>
    public byte[] Event(CachedObject item, bool first) => Write(writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("resourceVersion"u8, item.Revision.ToString());
        writer.WriteEndObject();
        if (first) WriteColumns(writer);
        else writer.WriteNull("columnDefinitions"u8);
        WriteRows(writer, [(item.Json, Cells(item))]);
    });

    private object?[] Cells(CachedObject item)
    {
        var resource = _resource;
        return item.GetOrDerive(ObjectSlots.Cells, found => resource.Table.Cells(ObjectCodec.Decode(found.Json, resource.Type)));
    }

    private static byte[] Write(Action<Utf8JsonWriter> body)
    {
        var output = new ArrayBufferWriter<byte>(4096);
        using var writer = new Utf8JsonWriter(output, Options);
        writer.WriteStartObject();
        writer.WriteString("kind"u8, "Table"u8);
        writer.WriteString("apiVersion"u8, "meta.k8s.io/v1"u8);
        writer.WritePropertyName("metadata"u8);
        body(writer);
        writer.WriteEndObject();
        writer.Flush();
        return output.WrittenSpan.ToArray();
    }

    private void WriteColumns(Utf8JsonWriter writer)
    {
        writer.WriteStartArray("columnDefinitions"u8);
        foreach (var column in _resource.Table.Columns)
        {
            writer.WriteStartObject();
            writer.WriteString("name"u8, column.Name);
            writer.WriteString("type"u8, column.Type);
            writer.WriteString("format"u8, column.Format);
            writer.WriteString("description"u8, ColumnDescriptions.Of(column));
            writer.WriteNumber("priority"u8, column.Priority);
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
    }

    private void WriteRows(Utf8JsonWriter writer, IEnumerable<(ReadOnlyMemory<byte> Json, object?[] Cells)> rows)
    {
        writer.WriteStartArray("rows"u8);
        foreach (var (json, cells) in rows)
        {
            writer.WriteStartObject();
            writer.WriteStartArray("cells"u8);
            foreach (var cell in cells) WriteCell(writer, cell);
            writer.WriteEndArray();
            WriteObject(writer, json.Span);
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
    }

    private void WriteObject(Utf8JsonWriter writer, ReadOnlySpan<byte> json)
    {
        writer.WritePropertyName("object"u8);
        switch (_include)
        {
            case "None":
                writer.WriteNullValue();
                break;
            case "Object":
                writer.WriteRawValue(json, skipInputValidation: true);
                break;
            default:
                writer.WriteRawValue(ObjectShapes.PartialMetadata(json), skipInputValidation: true);
                break;
        }
    }

    private void WriteCell(Utf8JsonWriter writer, object? cell)
    {
        if (cell is AgeCell age)
        {
            var since = TimeText.Parse(age.Since);
            writer.WriteStringValue(age.Prefix + (since is null ? "<unknown>" : HumanDuration.Format(_now - since.Value)) + age.Suffix);
        }
        else JsonWriter.Write(writer, cell);
    }
}
