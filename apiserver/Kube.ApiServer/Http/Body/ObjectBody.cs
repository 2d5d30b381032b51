using Kube.ApiServer.Audit.Events;
using Kube.ApiServer.Errors;
using Kube.ApiServer.Http.Negotiation;
using Kube.ApiServer.Http.Options;
using Kube.ApiServer.Verbs;
using Kube.OpenApi.Decoding;
using Kube.OpenApi.Json;
using Kube.OpenApi.Schemas;
using Kube.OpenApi.Wire;

namespace Kube.ApiServer.Http.Body;

/// <summary>Decodes a body that is an object of a known kind.</summary>
internal static class ObjectBody
{
    /// <exception cref="StatusException">400, 413 or 415, worded as upstream's decoders word it.</exception>
    public static async ValueTask<JsonMap> ReadAsync(HttpContext http, string group, string version, string kind, TypeSchema type, FieldValidation validation)
    {
        var media = RequestBody.ObjectMediaType(http.Request);
        var bytes = await RequestBody.ReadAsync(http.Request, http.RequestAborted);
        var obj = media == MediaType.Protobuf
            ? DecodeProtobuf(bytes.Span, group, version, kind, type)
            : DecodeText(http, media == MediaType.Yaml ? RequestBody.YamlToJson(bytes) : bytes, group, version, kind, type, validation);
        AuditedRequest.Of(http)?.Sends(obj);
        return obj;
    }

    /// <summary>Upstream looks for the kind first. Here a body that cannot be used is read once more, to say first what upstream says first.</summary>
    private static JsonMap DecodeText(HttpContext http, ReadOnlyMemory<byte> json, string group, string version, string kind, TypeSchema type, FieldValidation validation)
    {
        Decoded decoded;
        try
        {
            decoded = SchemaDecoder.Decode(json.Span, type);
        }
        catch (Exception wrong) when (wrong is DecodeException or JsonSyntaxException)
        {
            BodyKind.Check(json.Span, group, version, kind);
            throw Unfit(kind, version, wrong.Message);
        }
        if (BodyKind.Said(json.Span, decoded) is { } said) BodyKind.Check(said, group, version, kind);
        else BodyKind.Check(json.Span, group, version, kind);
        return Accept(http, decoded, group, version, kind, validation);
    }

    /// <summary>Protobuf names no fields, so there are none to complain about.</summary>
    public static JsonMap DecodeProtobuf(ReadOnlySpan<byte> bytes, string group, string version, string kind, TypeSchema type)
    {
        try
        {
            BodyKind.Check(ProtobufEnvelope.ReadTypeMeta(bytes), group, version, kind);
            var obj = ProtobufEnvelope.Decode(bytes, type);
            (obj["apiVersion"], obj["kind"]) = (group.Length == 0 ? version : $"{group}/{version}", kind);
            return obj;
        }
        catch (ProtobufException wrong)
        {
            throw StatusException.BadRequest($"the object provided is unrecognized (must be of type {kind}): {wrong.Message}");
        }
    }

    /// <summary>Whatever kind the body says it is.</summary>
    /// <exception cref="StatusException">400 when it does not fit the type.</exception>
    public static JsonMap Decode(HttpContext http, ReadOnlyMemory<byte> json, string version, string kind, string group, TypeSchema type, FieldValidation validation)
    {
        try
        {
            return Accept(http, SchemaDecoder.Decode(json.Span, type), group, version, kind, validation);
        }
        catch (Exception wrong) when (wrong is DecodeException or JsonSyntaxException)
        {
            throw Unfit(kind, version, wrong.Message);
        }
    }

    private static JsonMap Accept(HttpContext http, Decoded decoded, string group, string version, string kind, FieldValidation validation)
    {
        if (decoded.StrictMessage is { } message)
        {
            if (validation == FieldValidation.Strict) throw Unfit(kind, version, message);
            if (validation == FieldValidation.Warn) Warnings.Add(http, decoded.StrictErrors);
        }
        decoded.Object["apiVersion"] = group.Length == 0 ? version : $"{group}/{version}";
        decoded.Object["kind"] = kind;
        return decoded.Object;
    }

    private static StatusException Unfit(string kind, string version, string why) =>
        StatusException.BadRequest($"{kind} in version \"{version}\" cannot be handled as a {kind}: {why}");
}
