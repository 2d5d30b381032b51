using Kube.ApiServer.Kinds.Rules;
using Kube.ApiServer.Validation;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Kinds.Apps.StatefulSets;

/// <summary>ValidateStatefulSetSpec and ValidateStatefulSetUpdate.</summary>
internal static class StatefulSetValidation
{
    private const string OnlyThese = "updates to statefulset spec for fields other than 'replicas', 'ordinals', 'template', 'updateStrategy', "
        + "'revisionHistoryLimit', 'persistentVolumeClaimRetentionPolicy' and 'minReadySeconds' are forbidden";

    private static readonly FieldPath Spec = FieldPath.Of("spec");
    private static readonly string[] Mutable =
        ["replicas", "template", "updateStrategy", "revisionHistoryLimit", "minReadySeconds", "ordinals", "persistentVolumeClaimRetentionPolicy"];

    private static readonly string[] RetentionPolicies = ["Retain", "Delete"];

    public static void Validate(JsonMap set, FieldErrors errors)
    {
        var spec = set.Spec();
        if (spec.Text("podManagementPolicy") is var policy and not ("OrderedReady" or "Parallel"))
        {
            if (policy.Length == 0) errors.Required(Spec.Child("podManagementPolicy"));
            else errors.Invalid(Spec.Child("podManagementPolicy"), policy, "must be 'OrderedReady' or 'Parallel'");
        }
        ValidateUpdateStrategy(spec.Part("updateStrategy"), errors, Spec.Child("updateStrategy"));
        var retention = Spec.Child("persistentVolumeClaimRetentionPolicy");
        foreach (var field in (ReadOnlySpan<string>)["whenDeleted", "whenScaled"])
            errors.OneOf(retention, spec.Part("persistentVolumeClaimRetentionPolicy"), field, RetentionPolicies);
        errors.NonNegative(Spec, spec, "replicas");
        errors.NonNegative(Spec, spec, "minReadySeconds");
        if (spec.Map("ordinals") is { } ordinals) errors.NonNegative(Spec.Child("ordinals"), ordinals, "start");
        WorkloadRules.ValidateSelector(spec, "statefulset", errors);
        if (spec.Text("serviceName") is { Length: > 0 } service) errors.DnsSubdomain(Spec.Child("serviceName"), service);
        WorkloadRules.ValidateTemplate(spec, "StatefulSet", errors);
    }

    public static void ValidateUpdate(JsonMap set, JsonMap oldSet, FieldErrors errors)
    {
        Validate(set, errors);
        var rest = set.Spec().DeepClone();
        foreach (var field in Mutable) rest.CopyField(field, oldSet.Spec());
        if (!Semantic.Equal(rest, oldSet.Spec())) errors.Forbidden(Spec, OnlyThese);
    }

    private static void ValidateUpdateStrategy(JsonMap strategy, FieldErrors errors, FieldPath at)
    {
        var rolling = strategy.Map("rollingUpdate");
        switch (strategy.Text("type"))
        {
            case "":
                errors.Required(at);
                break;
            case "OnDelete":
                if (rolling is not null) errors.Invalid(at.Child("rollingUpdate"), rolling, "only allowed for updateStrategy 'RollingUpdate'");
                break;
            case "RollingUpdate":
                if (rolling is null) break;
                errors.NonNegative(at.Child("rollingUpdate"), rolling, "partition");
                if (rolling["maxUnavailable"] is { } unavailable) ValidateMaxUnavailable(unavailable, errors, at.Child("rollingUpdate", "maxUnavailable"));
                break;
            default:
                errors.Invalid(at, strategy, "must be 'RollingUpdate' or 'OnDelete'");
                break;
        }
    }

    private static void ValidateMaxUnavailable(object value, FieldErrors errors, FieldPath at)
    {
        errors.PositiveIntOrPercent(at, value);
        if (IntOrPercent.Magnitude(value) == 0) errors.Invalid(at, value, "cannot be 0");
        errors.AtMostHundredPercent(at, value);
    }
}
