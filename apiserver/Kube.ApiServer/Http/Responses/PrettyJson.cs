using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Kube.ApiServer.Http.Responses;

/// <summary>Indents JSON without decoding it into objects.</summary>
internal static class PrettyJson
{
    private static readonly JsonWriterOptions Options = new()
    {
        Indented = true,
        IndentSize = 2,
        NewLine = "\n",
        SkipValidation = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static ReadOnlyMemory<byte> Indent(ReadOnlySpan<byte> json)
    {
        var output = new ArrayBufferWriter<byte>(json.Length * 2);
        using var writer = new Utf8JsonWriter(output, Options);
        using var document = JsonDocument.Parse(json.ToArray(), new JsonDocumentOptions { MaxDepth = int.MaxValue });
        document.WriteTo(writer);
        writer.Flush();
        return output.WrittenMemory;
    }
}
