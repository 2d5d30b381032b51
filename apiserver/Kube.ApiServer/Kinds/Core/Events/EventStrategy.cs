using Kube.ApiServer.Kinds.Rules;
using Kube.ApiServer.Validation;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Kinds.Core.Events;

/// <summary>
/// Rules of events: <c>pkg/apis/core/validation/events.go</c>, the part that core/v1 clients are held to. An eventTime makes an
/// event one of the new kind, for which more is asked.
/// </summary>
internal sealed class EventStrategy : KindStrategy
{
    private const int MaxMessageBytes = 1024;
    private const int MaxNameBytes = 128;

    private static readonly FieldPath Namespace = FieldPath.Of("involvedObject").Child("namespace");

    public override bool AllowCreateOnUpdate => true;

    public override void Validate(JsonMap obj, FieldErrors errors)
    {
        if (obj.Has("eventTime")) ValidateNew(obj, errors);
        else ValidateOld(obj, errors);
    }

    private static void ValidateOld(JsonMap obj, FieldErrors errors)
    {
        var (own, involved) = (obj.Metadata().Text("namespace"), obj.Part("involvedObject").Text("namespace"));
        // Events about objects of the cluster are kept in the default namespace.
        if (own != (involved.Length == 0 ? "default" : involved)) errors.Invalid(Namespace, involved, "does not match event.namespace");
    }

    private static void ValidateNew(JsonMap obj, FieldErrors errors)
    {
        var involved = obj.Part("involvedObject").Text("namespace");
        if (involved.Length == 0 && obj.Metadata().Text("namespace") is not ("default" or "kube-system"))
            errors.Invalid(Namespace, involved, "does not match event.namespace");
        errors.Required(FieldPath.Root, obj, "reportingComponent");
        errors.QualifiedName(FieldPath.Of("reportingComponent"), obj.Text("reportingComponent"));
        foreach (var field in (ReadOnlySpan<string>)["reportingInstance", "action", "reason"])
        {
            errors.Required(FieldPath.Root, obj, field);
            AtMost(obj, field, MaxNameBytes, errors);
        }
        AtMost(obj, "message", MaxMessageBytes, errors);
    }

    private static void AtMost(JsonMap obj, string field, int bytes, FieldErrors errors)
    {
        if (obj.Text(field).Length > bytes) errors.Invalid(FieldPath.Of(field), "", $"can have at most {bytes} characters");
    }
}
