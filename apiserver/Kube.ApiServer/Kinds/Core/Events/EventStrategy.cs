using Kube.ApiServer.Validation;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Kinds.Core.Events;

/// <summary>Rules of events: <c>pkg/apis/core/validation/events.go</c>, its legacy part, which core/v1 clients are held to.</summary>
internal sealed class EventStrategy : KindStrategy
{
    private const int MaxNoteBytes = 1024;
    private const int MaxReasonBytes = 128;
    private const int MaxReporterBytes = 128;

    public override bool AllowCreateOnUpdate => true;

    public override void Validate(JsonMap obj, FieldErrors errors)
    {
        ValidateNamespace(obj, errors);
        if (!obj.Has("eventTime")) return;
        // From here on it is an event of the new kind, for which more is asked.
        if (obj.Text("reportingComponent").Length == 0) errors.Required(FieldPath.Of("reportingController"));
        if (obj.Text("reportingInstance").Length == 0) errors.Required(FieldPath.Of("reportingInstance"));
        if (obj.Text("reportingInstance").Length > MaxReporterBytes) errors.Invalid(FieldPath.Of("reportingInstance"), "", $"can have at most {MaxReporterBytes} characters");
        if (obj.Text("action").Length == 0) errors.Required(FieldPath.Of("action"));
        if (obj.Text("action").Length > MaxReasonBytes) errors.Invalid(FieldPath.Of("action"), "", $"can have at most {MaxReasonBytes} characters");
        if (obj.Text("reason").Length == 0) errors.Required(FieldPath.Of("reason"));
        if (obj.Text("reason").Length > MaxReasonBytes) errors.Invalid(FieldPath.Of("reason"), "", $"can have at most {MaxReasonBytes} characters");
        if (obj.Text("message").Length > MaxNoteBytes) errors.Invalid(FieldPath.Of("message"), "", $"can have at most {MaxNoteBytes} characters");
    }

    private static void ValidateNamespace(JsonMap obj, FieldErrors errors)
    {
        var (own, involved) = (obj.Metadata().Text("namespace"), obj.Part("involvedObject").Text("namespace"));
        var at = FieldPath.Of("involvedObject").Child("namespace");
        // Events about objects of the cluster are kept in the default namespace or the system's.
        if (involved.Length == 0)
        {
            if (own is not ("default" or "kube-system")) errors.Invalid(at, involved, "does not match event.namespace");
        }
        else if (own != involved) errors.Invalid(at, involved, "does not match event.namespace");
    }
}
