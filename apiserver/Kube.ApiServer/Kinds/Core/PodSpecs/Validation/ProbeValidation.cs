using Kube.ApiServer.Kinds.Rules;
using Kube.ApiServer.Validation;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Kinds.Core.PodSpecs.Validation;

internal static class ProbeValidation
{
    private static readonly string[] Numbers = ["initialDelaySeconds", "timeoutSeconds", "periodSeconds", "successThreshold", "failureThreshold"];

    public static void ValidateAll(JsonMap container, PodSpecScope scope, FieldPath at)
    {
        Validate(container.Map("livenessProbe"), onceIsEnough: true, scope, at.Child("livenessProbe"));
        Validate(container.Map("readinessProbe"), onceIsEnough: false, scope, at.Child("readinessProbe"));
        Validate(container.Map("startupProbe"), onceIsEnough: true, scope, at.Child("startupProbe"));
    }

    /// <param name="onceIsEnough">Failing kills the container, so that there is nothing to count successes for; readiness may count.</param>
    private static void Validate(JsonMap? probe, bool onceIsEnough, PodSpecScope scope, FieldPath at)
    {
        if (probe is null) return;
        var errors = scope.Errors;
        HandlerValidation.Validate(probe, HandlerValidation.OfProbes, scope, at);
        foreach (var number in Numbers) errors.NonNegative(at, probe, number);
        var grace = probe.Long("terminationGracePeriodSeconds");
        if (grace <= 0) errors.Invalid(at.Child("terminationGracePeriodSeconds"), grace, "must be greater than 0");
        if (onceIsEnough)
        {
            if (probe.Number("successThreshold") is var successes and not 1) errors.Invalid(at.Child("successThreshold"), successes, "must be 1");
        }
        else if (grace is not null)
        {
            errors.Invalid(at.Child("terminationGracePeriodSeconds"), grace, "must not be set for readinessProbes");
        }
    }
}
