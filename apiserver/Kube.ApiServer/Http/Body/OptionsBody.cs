using Kube.ApiServer.Audit.Events;
using Kube.ApiServer.Errors;
using Kube.ApiServer.Http.Negotiation;
using Kube.ApiServer.Http.Options;
using Kube.ApiServer.Kinds;
using Kube.OpenApi.Json;
using Kube.OpenApi.Wire;

namespace Kube.ApiServer.Http.Body;

/// <summary>The options a DELETE may carry in its body.</summary>
internal static class OptionsBody
{
    /// <returns>The options; null when there is no body.</returns>
    /// <exception cref="StatusException">400, 413 or 415.</exception>
    public static async ValueTask<JsonMap?> ReadAsync(HttpContext http, string kind)
    {
        if (http.Request.ContentLength is null or 0 && !http.Request.Headers.TransferEncoding.Contains("chunked") && HttpProtocol.IsHttp11(http.Request.Protocol)) return null;
        var bytes = await RequestBody.ReadAsync(http.Request, http.RequestAborted);
        if (bytes.IsEmpty) return null;
        var media = RequestBody.ObjectMediaType(http.Request);
        var type = Types.Named($"io.k8s.apimachinery.pkg.apis.meta.v1.{kind}");
        try
        {
            // Every group has its own name for the options, and all mean the same: what kind a body says it is does not matter.
            if (media == MediaType.Yaml) bytes = RequestBody.YamlToJson(bytes);
            var options = media == MediaType.Protobuf
                ? ProtobufEnvelope.Decode(bytes.Span, type)
                : ObjectBody.Decode(http, bytes, "v1", kind, "meta.k8s.io", type, FieldValidation.Ignore);
            AuditedRequest.Of(http)?.Sends(options);
            return options;
        }
        catch (ProtobufException wrong)
        {
            throw StatusException.BadRequest($"the object provided is unrecognized (must be of type {kind}): {wrong.Message}");
        }
    }
}
