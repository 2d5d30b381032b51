using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Kube.ApiServer.Kinds;
using Kube.ApiServer.Kinds.Authentication;
using Kube.OpenApi.Json;
using Kube.OpenApi.Scalars;

namespace Kube.ApiServer.Audit.Events;

/// <summary>audit.k8s.io/v1 Event as one line of JSON, its fields in upstream's order.</summary>
internal static class EventJson
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    /// <param name="truncated">Objects are left out, and that they are is told.</param>
    public static ReadOnlyMemory<byte> Line(AuditedRequest request, AuditStages stage, DateTimeOffset now, bool truncated = false)
    {
        var output = new ArrayBufferWriter<byte>(1024 + request.RequestObject.Length + request.ResponseObject.Length);
        using (var json = new Utf8JsonWriter(output, Options))
        {
            json.WriteStartObject();
            json.WriteString("kind"u8, "Event"u8);
            json.WriteString("apiVersion"u8, "audit.k8s.io/v1"u8);
            json.WriteString("level"u8, request.Rule.Level.ToString());
            json.WriteString("auditID"u8, AuditId.Of(request.Http));
            json.WriteString("stage"u8, stage.ToString());
            WriteRequest(json, request);
            if (stage != AuditStages.RequestReceived) WriteStatus(json, request);
            if (!truncated)
            {
                WriteObject(json, "requestObject"u8, request.RequestObject);
                WriteObject(json, "responseObject"u8, request.ResponseObject);
            }
            json.WriteString("requestReceivedTimestamp"u8, TimeText.FormatMicro(request.Received));
            json.WriteString("stageTimestamp"u8, TimeText.FormatMicro(now));
            WriteAnnotations(json, request, truncated);
            json.WriteEndObject();
        }
        output.Write("\n"u8);
        return output.WrittenMemory;
    }

    private static void WriteRequest(Utf8JsonWriter json, AuditedRequest request)
    {
        json.WriteString("requestURI"u8, RequestFacts.Uri(request.Http));
        json.WriteString("verb"u8, request.Info.Verb);
        WriteObject(json, "user"u8, request.User is { } user ? JsonWriter.ToBytes(UserInfoJson.Of(user)) : "{}"u8.ToArray());
        if (request.Impersonated is { } impersonated)
        {
            WriteObject(json, "impersonatedUser"u8, JsonWriter.ToBytes(UserInfoJson.Of(impersonated.User)));
            if (impersonated.Constraint.Length > 0) WriteObject(json, "authenticationMetadata"u8, JsonWriter.ToBytes(new JsonMap { ["impersonationConstraint"] = impersonated.Constraint }));
        }
        var addresses = SourceAddresses.Of(request.Http.Request, request.Http.Connection.RemoteIpAddress);
        if (addresses.Count > 0) WriteObject(json, "sourceIPs"u8, JsonWriter.ToBytes(new JsonList(addresses)));
        WriteText(json, "userAgent"u8, RequestFacts.UserAgent(request.Http.Request));
        if (request.Info.IsResource) WriteReference(json, request);
    }

    /// <summary>The object the path names; what it leaves open is told by the object that was sent.</summary>
    private static void WriteReference(Utf8JsonWriter json, AuditedRequest request)
    {
        var (info, sent) = (request.Info, request.SentMetadata ?? new JsonMap(0));
        json.WriteStartObject("objectRef"u8);
        WriteText(json, "resource"u8, info.Resource);
        WriteText(json, "namespace"u8, info.Namespace.Length > 0 ? info.Namespace : sent.Text("namespace"));
        WriteText(json, "name"u8, info.Name.Length > 0 ? info.Name : sent.Text("name"));
        WriteText(json, "uid"u8, sent.Text("uid"));
        WriteText(json, "apiGroup"u8, info.Group);
        WriteText(json, "apiVersion"u8, info.Version);
        WriteText(json, "resourceVersion"u8, sent.Text("resourceVersion"));
        WriteText(json, "subresource"u8, info.Subresource);
        json.WriteEndObject();
    }

    private static void WriteStatus(Utf8JsonWriter json, AuditedRequest request)
    {
        var status = request.Status ?? new JsonMap(0);
        json.WriteStartObject("responseStatus"u8);
        json.WriteStartObject("metadata"u8);
        json.WriteEndObject();
        WriteText(json, "status"u8, status.Text("status"));
        WriteText(json, "message"u8, status.Text("message"));
        WriteText(json, "reason"u8, status.Text("reason"));
        if (status.Map("details") is { } details) WriteObject(json, "details"u8, JsonWriter.ToBytes(details));
        json.WriteNumber("code"u8, request.Code);
        json.WriteEndObject();
    }

    private static void WriteAnnotations(Utf8JsonWriter json, AuditedRequest request, bool truncated)
    {
        if (request.Annotations.Count == 0 && !truncated) return;
        json.WriteStartObject("annotations"u8);
        if (truncated) json.WriteString("audit.k8s.io/truncated"u8, "true"u8);
        foreach (var (key, value) in request.Annotations) json.WriteString(key, value);
        json.WriteEndObject();
    }

    private static void WriteText(Utf8JsonWriter json, ReadOnlySpan<byte> name, string text)
    {
        if (text.Length > 0) json.WriteString(name, text);
    }

    private static void WriteObject(Utf8JsonWriter json, ReadOnlySpan<byte> name, ReadOnlyMemory<byte> value)
    {
        if (value.IsEmpty) return;
        json.WritePropertyName(name);
        json.WriteRawValue(value.Span, skipInputValidation: true);
    }
}
