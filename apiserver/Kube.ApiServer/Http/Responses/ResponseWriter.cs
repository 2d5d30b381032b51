using System.Buffers;
using Kube.ApiServer.Audit.Events;
using Kube.ApiServer.Errors;
using Kube.ApiServer.Http.Negotiation;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Http.Responses;

/// <summary>Writes whole answers. Their JSON is at hand as bytes, which is what most clients take unchanged.</summary>
internal static class ResponseWriter
{
    /// <summary>An answer up to this size goes out in one piece; of a larger one the client takes the first part while the rest is copied.</summary>
    private const int WholeSize = 64 * 1024;

    private static readonly byte[] NewLine = "\n"u8.ToArray();

    public static ValueTask WriteStatusAsync(HttpContext http, Status status, Representation representation) =>
        WriteJsonAsync(http, status.Code, JsonWriter.ToBytes(status.ToJson()), representation);

    public static ValueTask WriteAsync(HttpContext http, int code, JsonMap document, Representation representation) =>
        WriteJsonAsync(http, code, JsonWriter.ToBytes(document), representation);

    public static async ValueTask WriteJsonAsync(HttpContext http, int code, ReadOnlyMemory<byte> json, Representation representation)
    {
        AuditedRequest.Of(http)?.Answers(code, json);
        var protobuf = representation.MediaType == MediaType.Protobuf ? ProtobufBody.Of(json.Span) : null;
        if (representation.MediaType == MediaType.Protobuf && protobuf is null) representation = representation with { MediaType = MediaType.Json };
        ReadOnlyMemory<byte> body = representation switch
        {
            { MediaType: MediaType.Protobuf } => protobuf,
            { MediaType: MediaType.Yaml } => YamlWriter.ToBytes(json),
            { Pretty: true } => PrettyJson.Indent(json.Span),
            _ => json,
        };
        var response = http.Response;
        response.StatusCode = code;
        response.ContentType = representation.ContentType;
        var endsWithNewLine = representation is { MediaType: MediaType.Json };
        var bytes = body.Length + (endsWithNewLine ? 1 : 0);
        response.ContentLength = bytes;
        if (HttpMethods.IsHead(http.Request.Method)) return;
        var compressed = Compression.Pays(http.Request, bytes) ? Compression.Begin(response) : null;
        var output = compressed ?? response.BodyWriter;
        var cancellation = http.RequestAborted;
        if (bytes <= WholeSize)
        {
            output.Write(body.Span);
            if (endsWithNewLine) output.Write(NewLine);
            await output.FlushAsync(cancellation);
        }
        else
        {
            await output.WriteAsync(body, cancellation);
            if (endsWithNewLine) await output.WriteAsync(NewLine, cancellation);
        }
        if (compressed is not null) await compressed.CompleteAsync();
    }

    public static async ValueTask WriteTextAsync(HttpContext http, int code, string text)
    {
        http.Response.StatusCode = code;
        http.Response.ContentType = "text/plain; charset=utf-8";
        http.Response.Headers.XContentTypeOptions = "nosniff";
        await http.Response.WriteAsync(text, http.RequestAborted);
    }
}
