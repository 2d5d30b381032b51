using Kube.ApiServer.Kinds.Rules;
using Kube.ApiServer.Validation;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Kinds.DynamicResources.ResourceClaims;

/// <summary>A claim asks once: its spec never changes.</summary>
internal sealed class ResourceClaimStrategy : KindStrategy
{
    private static readonly FieldPath Spec = FieldPath.Of("spec");

    public override bool HasStatus => true;

    public override void SetDefaults(JsonMap obj) => DeviceRequests.SetDefaults(obj.Spec());

    public override void Validate(JsonMap obj, FieldErrors errors) => DeviceRequests.Validate(obj.Spec(), errors, Spec);

    public override void ValidateUpdate(JsonMap obj, JsonMap old, FieldErrors errors)
    {
        if (!Semantic.Equal(obj.Spec(), old.Spec())) errors.Invalid(Spec, obj.Spec(), FieldRules.Immutable);
    }
}
