using System.Buffers;
using Kube.ApiServer.Audit.Events;
using Kube.ApiServer.Errors;
using Kube.ApiServer.Http.Negotiation;
using Kube.ApiServer.Patching;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Http.Body;

/// <summary>Reads whole request bodies; a body over <see cref="LimitBytes"/> is refused as upstream refuses it.</summary>
internal static class RequestBody
{
    /// <summary>apiserver's MaxRequestBodyBytes.</summary>
    public const long LimitBytes = 3 * 1024 * 1024;

    /// <exception cref="StatusException">413 when it is too large.</exception>
    public static async ValueTask<ReadOnlyMemory<byte>> ReadAsync(HttpRequest request, CancellationToken cancellation)
    {
        if (request.ContentLength > LimitBytes) throw StatusException.RequestTooLarge(LimitBytes);
        var reader = request.BodyReader;
        while (true)
        {
            var read = await reader.ReadAsync(cancellation);
            if (read.Buffer.Length > LimitBytes) throw StatusException.RequestTooLarge(LimitBytes);
            if (read.IsCompleted)
            {
                var bytes = read.Buffer.ToArray();
                reader.AdvanceTo(read.Buffer.End);
                return bytes;
            }
            reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }

    public static async ValueTask<ReadOnlyMemory<byte>> ReadPatchAsync(HttpContext http, PatchType type)
    {
        var patch = await ReadAsync(http.Request, http.RequestAborted);
        AuditedRequest.Of(http)?.SendsPatch(type, patch);
        return patch;
    }

    /// <summary>The media type of a body that is an object; JSON when the client does not say.</summary>
    /// <exception cref="StatusException">415 for any other.</exception>
    public static MediaType ObjectMediaType(HttpRequest request)
    {
        var contentType = request.ContentType;
        if (string.IsNullOrEmpty(contentType)) return MediaType.Json;
        var semicolon = contentType.IndexOf(';');
        return (semicolon < 0 ? contentType : contentType[..semicolon]).Trim() switch
        {
            "application/json" => MediaType.Json,
            "application/yaml" => MediaType.Yaml,
            "application/vnd.kubernetes.protobuf" => MediaType.Protobuf,
            _ => throw StatusException.UnsupportedMediaType(Representation.MediaTypes),
        };
    }

    /// <summary>A YAML body as the JSON that stands for the same.</summary>
    /// <exception cref="StatusException">400 when it is no YAML.</exception>
    public static ReadOnlyMemory<byte> YamlToJson(ReadOnlyMemory<byte> yaml) => JsonWriter.ToBytes(YamlReader.Read(yaml));
}
