using Kube.ApiServer.Validation;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Kinds.Batch.Jobs;

/// <summary>When an indexed job has succeeded before all its indexes have.</summary>
internal static class SuccessPolicyValidation
{
    private const int MaxRules = 20;

    public static void Validate(JsonMap policy, JsonMap spec, FieldErrors errors, FieldPath at)
    {
        if (spec.Text("completionMode") != "Indexed")
        {
            errors.Invalid(at, policy, "requires indexed completion mode");
            return;
        }
        var rules = at.Child("rules");
        if (policy.CountOf("rules") == 0) errors.Required(rules, "at least one rules must be specified when the successPolicy is specified");
        if (policy.CountOf("rules") > MaxRules) errors.TooMany(rules, policy.CountOf("rules"), MaxRules);
        var index = 0;
        foreach (var rule in policy.Maps("rules"))
        {
            var here = rules.Index(index++);
            if (!rule.Has("succeededCount") && !rule.Has("succeededIndexes")) errors.Required(here, "at least one of succeededCount or succeededIndexes must be specified");
            if (rule.Long("succeededCount") is { } count && count > spec.Number("completions"))
                errors.Invalid(here.Child("succeededCount"), count, $"must be less than or equal to {spec.Number("completions")} (the number of specified completions)");
        }
    }
}
