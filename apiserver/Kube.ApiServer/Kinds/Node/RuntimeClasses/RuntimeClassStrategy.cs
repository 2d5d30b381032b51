using Kube.ApiServer.Kinds.Core.PodSpecs.Validation;
using Kube.ApiServer.Kinds.Rules;
using Kube.ApiServer.Validation;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Kinds.Node.RuntimeClasses;

/// <summary>Rules of runtime classes; what one runs with never changes.</summary>
internal sealed class RuntimeClassStrategy : KindStrategy
{
    public override void Validate(JsonMap obj, FieldErrors errors)
    {
        errors.DnsLabel(FieldPath.Of("handler"), obj.Text("handler"));
        ResourcesValidation.ValidateLimits(obj.Part("overhead").Map("podFixed"), errors, FieldPath.Of("overhead").Child("podFixed"));
        if (obj.Map("scheduling") is not { } scheduling) return;
        errors.Labels(FieldPath.Of("scheduling").Child("nodeSelector"), scheduling.Map("nodeSelector"));
        TolerationsValidation.Validate(scheduling, errors, FieldPath.Of("scheduling").Child("tolerations"));
    }

    public override void ValidateUpdate(JsonMap obj, JsonMap old, FieldErrors errors)
    {
        if (!obj.SameField(old, "handler")) errors.Invalid(FieldPath.Of("handler"), obj["handler"], FieldRules.Immutable);
    }
}
