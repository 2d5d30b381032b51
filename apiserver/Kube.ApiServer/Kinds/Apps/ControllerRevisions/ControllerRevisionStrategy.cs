using Kube.ApiServer.Kinds.Rules;
using Kube.ApiServer.Validation;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Kinds.Apps.ControllerRevisions;

/// <summary>A revision is a record: its data never changes.</summary>
internal sealed class ControllerRevisionStrategy : KindStrategy
{
    public override void Validate(JsonMap obj, FieldErrors errors)
    {
        if (obj["data"] is null) errors.Required(FieldPath.Of("data"), "data is mandatory");
        if (obj.Number("revision") is var revision and < 0) errors.Invalid(FieldPath.Of("revision"), revision, FieldRules.Negative);
    }

    public override void ValidateUpdate(JsonMap obj, JsonMap old, FieldErrors errors)
    {
        Validate(obj, errors);
        if (!obj.SameField(old, "data")) errors.Invalid(FieldPath.Of("data"), obj["data"], FieldRules.Immutable);
    }
}
