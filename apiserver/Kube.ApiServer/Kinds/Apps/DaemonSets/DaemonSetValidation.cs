using Kube.ApiServer.Kinds.Rules;
using Kube.ApiServer.Validation;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Kinds.Apps.DaemonSets;

/// <summary>ValidateDaemonSetSpec.</summary>
internal static class DaemonSetValidation
{
    private static readonly FieldPath Spec = FieldPath.Of("spec");

    public static void Validate(JsonMap spec, FieldErrors errors)
    {
        WorkloadRules.ValidateSelector(spec, "daemonset", errors);
        WorkloadRules.ValidateTemplate(spec, "DaemonSet", errors);
        errors.NonNegative(Spec, spec, "minReadySeconds");
        ValidateUpdateStrategy(spec.Part("updateStrategy"), errors, Spec.Child("updateStrategy"));
        errors.NonNegative(Spec, spec, "revisionHistoryLimit");
    }

    private static void ValidateUpdateStrategy(JsonMap strategy, FieldErrors errors, FieldPath at)
    {
        switch (strategy.Text("type"))
        {
            case "OnDelete":
                break;
            case "RollingUpdate":
                if (strategy.Map("rollingUpdate") is { } rolling) ValidateRollingUpdate(rolling, errors, at.Child("rollingUpdate"));
                else errors.Required(at.Child("rollingUpdate"));
                break;
            default:
                errors.NotSupported(at, strategy, "RollingUpdate", "OnDelete");
                break;
        }
    }

    private static void ValidateRollingUpdate(JsonMap rolling, FieldErrors errors, FieldPath at)
    {
        var (unavailable, surge) = (rolling["maxUnavailable"], rolling["maxSurge"]);
        errors.PositiveIntOrPercent(at.Child("maxUnavailable"), unavailable);
        errors.AtMostHundredPercent(at.Child("maxUnavailable"), unavailable);
        errors.PositiveIntOrPercent(at.Child("maxSurge"), surge);
        errors.AtMostHundredPercent(at.Child("maxSurge"), surge);
        var (some, more) = (IntOrPercent.Magnitude(unavailable) > 0, IntOrPercent.Magnitude(surge) > 0);
        if (some && more) errors.Invalid(at.Child("maxSurge"), surge, "may not be set when maxUnavailable is non-zero");
        if (!some && !more) errors.Required(at.Child("maxUnavailable"), "cannot be 0 when maxSurge is 0");
    }
}
