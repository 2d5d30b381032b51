using Kube.ApiServer.Kinds.Rules;
using Kube.ApiServer.Validation;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Kinds.Apps.Deployments;

/// <summary>ValidateDeploymentSpec of <c>pkg/apis/apps/validation</c>.</summary>
internal static class DeploymentValidation
{
    private static readonly FieldPath Spec = FieldPath.Of("spec");

    public static void Validate(JsonMap spec, FieldErrors errors)
    {
        errors.NonNegative(Spec, spec, "replicas");
        WorkloadRules.ValidateSelector(spec, "deployment", errors);
        WorkloadRules.ValidateTemplate(spec, "ReplicaSet", errors);
        ValidateStrategy(spec.Part("strategy"), errors, Spec.Child("strategy"));
        errors.NonNegative(Spec, spec, "minReadySeconds");
        errors.NonNegative(Spec, spec, "revisionHistoryLimit");
        if (spec.Long("progressDeadlineSeconds") is not { } deadline) return;
        errors.NonNegative(Spec, spec, "progressDeadlineSeconds");
        if (deadline <= spec.Number("minReadySeconds")) errors.Invalid(Spec.Child("progressDeadlineSeconds"), deadline, "must be greater than minReadySeconds");
    }

    private static void ValidateStrategy(JsonMap strategy, FieldErrors errors, FieldPath at)
    {
        switch (strategy.Text("type"))
        {
            case "Recreate":
                if (strategy.Has("rollingUpdate")) errors.Forbidden(at.Child("rollingUpdate"), "may not be specified when strategy `type` is 'Recreate'");
                break;
            case "RollingUpdate":
                if (strategy.Map("rollingUpdate") is { } rolling) ValidateRollingUpdate(rolling, errors, at.Child("rollingUpdate"));
                else errors.Required(at.Child("rollingUpdate"), "this should be defaulted and never be nil");
                break;
            default:
                errors.NotSupported(at, strategy, "Recreate", "RollingUpdate");
                break;
        }
    }

    private static void ValidateRollingUpdate(JsonMap rolling, FieldErrors errors, FieldPath at)
    {
        var (unavailable, surge) = (rolling["maxUnavailable"], rolling["maxSurge"]);
        errors.PositiveIntOrPercent(at.Child("maxUnavailable"), unavailable);
        errors.PositiveIntOrPercent(at.Child("maxSurge"), surge);
        if (IntOrPercent.Magnitude(unavailable) == 0 && IntOrPercent.Magnitude(surge) == 0)
            errors.Invalid(at.Child("maxUnavailable"), unavailable, "may not be 0 when `maxSurge` is 0");
        errors.AtMostHundredPercent(at.Child("maxUnavailable"), unavailable);
    }
}
