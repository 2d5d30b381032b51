using Kube.ApiServer.Kinds.Rules;
using Kube.ApiServer.Validation;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Kinds.Events.Events;

/// <summary>What events.k8s.io/v1 asks of an event, more than core/v1 does: <c>pkg/apis/core/validation/events.go</c>.</summary>
internal sealed class EventStrategy : KindStrategy
{
    private const int MaxNameBytes = 128;
    private const int MaxNoteBytes = 1024;

    public override bool AllowCreateOnUpdate => true;

    public override void Validate(JsonMap obj, FieldErrors errors)
    {
        var regarding = obj.Map("regarding")?.String("namespace") ?? "";
        var own = obj.Map("metadata")?.String("namespace");
        if (own != regarding && !(regarding.Length == 0 && own is "default" or "kube-system")) errors.Invalid(FieldPath.Of("regarding").Child("namespace"), regarding, "does not match event.namespace");
        if (obj["eventTime"] is null) errors.Required(FieldPath.Of("eventTime"));
        if (obj.String("type") is not ("Normal" or "Warning")) errors.Invalid(FieldPath.Of("type"), "", $"has invalid value: {obj.String("type")}");
        errors.Required(FieldPath.Root, obj, "reportingController");
        errors.QualifiedName(FieldPath.Of("reportingController"), obj.String("reportingController") ?? "");
        foreach (var field in (ReadOnlySpan<string>)["reportingInstance", "action", "reason"])
        {
            errors.Required(FieldPath.Root, obj, field);
            AtMost(obj, field, MaxNameBytes, errors);
        }
        AtMost(obj, "note", MaxNoteBytes, errors);
    }

    /// <summary>Only what says how often and until when it was seen changes: the rest is one occurrence's.</summary>
    public override void ValidateUpdate(JsonMap obj, JsonMap old, FieldErrors errors)
    {
        Validate(obj, errors);
        foreach (var field in (ReadOnlySpan<string>)["regarding", "reason", "reportingController", "reportingInstance", "action", "related", "type", "note", "eventTime"])
        {
            if (!JsonValues.DeepEquals(obj[field], old[field])) errors.Invalid(FieldPath.Of(field), obj[field], "field is immutable");
        }
    }

    private static void AtMost(JsonMap obj, string field, int bytes, FieldErrors errors)
    {
        if (obj.String(field)?.Length > bytes) errors.Invalid(FieldPath.Of(field), "", $"can have at most {bytes} characters");
    }
}
