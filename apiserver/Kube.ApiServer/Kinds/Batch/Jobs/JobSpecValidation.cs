using Kube.ApiServer.Kinds.Core.PodSpecs;
using Kube.ApiServer.Kinds.Rules;
using Kube.ApiServer.Validation;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Kinds.Batch.Jobs;

/// <summary>ValidateJobSpec, for jobs and those of cron jobs.</summary>
internal static class JobSpecValidation
{
    private const long MaxParallelismIndexed = 100_000;

    private static readonly string[] Modes = ["NonIndexed", "Indexed"];
    private static readonly string[] RestartPolicies = ["OnFailure", "Never"];
    private static readonly string[] ReplacementPolicies = ["Failed", "TerminatingOrFailed"];
    private static readonly string[] Counts = ["parallelism", "completions", "activeDeadlineSeconds", "backoffLimit", "ttlSecondsAfterFinished", "backoffLimitPerIndex", "maxFailedIndexes"];

    public static void Validate(JsonMap spec, FieldErrors errors, FieldPath at)
    {
        foreach (var count in Counts) errors.NonNegative(at, spec, count);
        ValidateIndexes(spec, errors, at);
        if (spec.String("completionMode") is { } mode)
        {
            if (!Modes.Contains(mode)) errors.NotSupported(at.Child("completionMode"), mode, Modes);
            if (mode == "Indexed")
            {
                if (!spec.Has("completions")) errors.Required(at.Child("completions"), "when completion mode is Indexed");
                if (spec.Number("parallelism") > MaxParallelismIndexed)
                    errors.Invalid(at.Child("parallelism"), spec.Number("parallelism"), $"must be less than or equal to {MaxParallelismIndexed} when completion mode is Indexed");
            }
        }
        if (spec.Map("podFailurePolicy") is { } failure) PodFailurePolicyValidation.Validate(failure, spec, errors, at.Child("podFailurePolicy"));
        if (spec.Map("successPolicy") is { } success) SuccessPolicyValidation.Validate(success, spec, errors, at.Child("successPolicy"));
        if (spec.Has("podFailurePolicy") && spec.Text("podReplacementPolicy") is var replacement and not ("" or "Failed"))
            errors.NotSupported(at.Child("podReplacementPolicy"), replacement, "Failed");
        else errors.OneOf(at, spec, "podReplacementPolicy", ReplacementPolicies);
        if (spec.Text("managedBy") is { Length: > 0 } manager && !manager.Contains('/'))
            errors.Invalid(at.Child("managedBy"), manager, "must be a domain-prefixed path (such as \"acme.io/foo\")");
        PodTemplateValidation.Validate(spec.Part("template"), errors, at.Child("template"));
        ValidateRestartPolicy(spec, errors, at.Child("template", "spec").Child("restartPolicy"));
    }

    private static void ValidateIndexes(JsonMap spec, FieldErrors errors, FieldPath at)
    {
        var indexed = spec.Text("completionMode") == "Indexed";
        if (spec.Has("backoffLimitPerIndex") && !indexed) errors.Invalid(at.Child("backoffLimitPerIndex"), spec["backoffLimitPerIndex"], "requires indexed completion mode");
        if (spec.Long("maxFailedIndexes") is not { } most) return;
        if (spec.Has("completions") && most > spec.Number("completions")) errors.Invalid(at.Child("maxFailedIndexes"), most, "must be less than or equal to completions");
        if (!spec.Has("backoffLimitPerIndex")) errors.Required(at.Child("backoffLimitPerIndex"), "when maxFailedIndexes is specified");
    }

    private static void ValidateRestartPolicy(JsonMap spec, FieldErrors errors, FieldPath at)
    {
        var policy = spec.Part("template").Spec().Text("restartPolicy");
        if (policy is "Always") errors.Required(at, $"valid values: {string.Join(", ", RestartPolicies.Select(value => $"\"{value}\""))}");
        else if (!RestartPolicies.Contains(policy)) errors.NotSupported(at, policy, RestartPolicies);
        else if (spec.Has("podFailurePolicy") && policy != "Never") errors.Invalid(at, policy, "only \"Never\" is supported when podFailurePolicy is specified");
    }
}
