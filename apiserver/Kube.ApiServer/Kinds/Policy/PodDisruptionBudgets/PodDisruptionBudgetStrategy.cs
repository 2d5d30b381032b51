using Kube.ApiServer.Kinds.Rules;
using Kube.ApiServer.Validation;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Kinds.Policy.PodDisruptionBudgets;

/// <summary>Rules of disruption budgets: <c>pkg/apis/policy/validation</c>.</summary>
internal sealed class PodDisruptionBudgetStrategy : KindStrategy
{
    private static readonly FieldPath Spec = FieldPath.Of("spec");
    private static readonly string[] EvictionPolicies = ["AlwaysAllow", "IfHealthyBudget"];

    public override bool HasStatus => true;

    public override bool TracksGeneration => true;

    public override void Validate(JsonMap obj, FieldErrors errors)
    {
        var spec = obj.Spec();
        if (spec.Has("minAvailable") && spec.Has("maxUnavailable")) errors.Invalid(Spec, spec, "minAvailable and maxUnavailable cannot be both set");
        foreach (var field in (ReadOnlySpan<string>)["minAvailable", "maxUnavailable"])
        {
            errors.PositiveIntOrPercent(Spec.Child(field), spec[field]);
            errors.AtMostHundredPercent(Spec.Child(field), spec[field]);
        }
        errors.Selector(Spec.Child("selector"), spec.Map("selector"));
        errors.OneOf(Spec, spec, "unhealthyPodEvictionPolicy", EvictionPolicies);
    }
}
