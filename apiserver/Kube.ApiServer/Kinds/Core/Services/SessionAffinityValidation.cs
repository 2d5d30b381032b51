using Kube.ApiServer.Kinds.Rules;
using Kube.ApiServer.Validation;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Kinds.Core.Services;

/// <summary>Whether one client always reaches the same endpoint.</summary>
internal static class SessionAffinityValidation
{
    private const long MaxSeconds = 86400;

    private static readonly string[] Kinds = ["ClientIP", "None"];

    public static void Validate(JsonMap spec, FieldErrors errors, FieldPath at)
    {
        errors.OneOf(at, spec, "sessionAffinity", Kinds, required: true);
        var here = at.Child("sessionAffinityConfig");
        var config = spec.Map("sessionAffinityConfig");
        switch (spec.Text("sessionAffinity"))
        {
            case "None" when config is not null:
                errors.Forbidden(here, "must not be set when session affinity is None");
                break;
            case "ClientIP" when config is null:
                errors.Required(here, "when session affinity type is ClientIP");
                break;
            case "ClientIP" when config.Map("clientIP") is null:
                errors.Required(here.Child("clientIP"), "when session affinity type is ClientIP");
                break;
            case "ClientIP":
                var seconds = config.Part("clientIP").Number("timeoutSeconds");
                if (seconds is <= 0 or > MaxSeconds)
                    errors.Invalid(here.Child("clientIP", "timeoutSeconds"), seconds, $"must be greater than 0 and less than {MaxSeconds}");
                break;
        }
    }
}
