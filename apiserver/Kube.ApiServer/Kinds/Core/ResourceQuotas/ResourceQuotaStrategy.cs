using Kube.ApiServer.Kinds.Rules;
using Kube.ApiServer.Validation;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Kinds.Core.ResourceQuotas;

/// <summary>Rules of quotas: ValidateResourceQuota.</summary>
internal sealed class ResourceQuotaStrategy : KindStrategy
{
    private static readonly FieldPath Spec = FieldPath.Of("spec");

    public override bool HasStatus => true;

    public override void Validate(JsonMap obj, FieldErrors errors)
    {
        ValidateAmounts(obj.Spec().Map("hard"), errors, Spec.Child("hard"));
        QuotaScopesValidation.Validate(obj.Spec(), errors, Spec);
    }

    public override void ValidateUpdate(JsonMap obj, JsonMap old, FieldErrors errors)
    {
        Validate(obj, errors);
        if (!obj.Spec().Strings("scopes").ToHashSet().SetEquals(old.Spec().Strings("scopes")))
            errors.Invalid(Spec.Child("scopes"), obj.Spec()["scopes"], FieldRules.Immutable);
    }

    public static void ValidateAmounts(JsonMap? resources, FieldErrors errors, FieldPath at)
    {
        foreach (var (name, amount) in resources.Amounts())
        {
            errors.QuotaResourceName(at.Key(name), name);
            errors.ResourceAmount(at.Key(name), name, amount);
        }
    }
}
