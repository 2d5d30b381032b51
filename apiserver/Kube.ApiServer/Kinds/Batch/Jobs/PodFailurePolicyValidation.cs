using Kube.ApiServer.Kinds.Rules;
using Kube.ApiServer.Validation;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Kinds.Batch.Jobs;

/// <summary>What a failed pod means for its job.</summary>
internal static class PodFailurePolicyValidation
{
    private const int MaxRules = 20;
    private const int MaxExitCodes = 255;

    private static readonly string[] Actions = ["Count", "FailIndex", "FailJob", "Ignore"];
    private static readonly string[] Operators = ["In", "NotIn"];
    private static readonly string[] Statuses = ["False", "True", "Unknown"];

    public static void Validate(JsonMap policy, JsonMap spec, FieldErrors errors, FieldPath at)
    {
        var rules = at.Child("rules");
        if (policy.CountOf("rules") > MaxRules) errors.TooMany(rules, policy.CountOf("rules"), MaxRules);
        var containers = spec.Part("template").Spec().Maps("containers").Concat(spec.Part("template").Spec().Maps("initContainers")).Select(container => container.Text("name")).ToHashSet();
        var index = 0;
        foreach (var rule in policy.Maps("rules")) ValidateRule(rule, spec, containers, errors, rules.Index(index++));
    }

    private static void ValidateRule(JsonMap rule, JsonMap spec, HashSet<string> containers, FieldErrors errors, FieldPath at)
    {
        errors.OneOf(at, rule, "action", Actions, required: true);
        if (rule.Text("action") == "FailIndex" && !spec.Has("backoffLimitPerIndex")) errors.Invalid(at.Child("action"), "FailIndex", "requires the backoffLimitPerIndex to be set");
        if (rule.Map("onExitCodes") is { } codes) ValidateExitCodes(codes, containers, errors, at.Child("onExitCodes"));
        var index = 0;
        foreach (var condition in rule.Maps("onPodConditions"))
        {
            var here = at.Child("onPodConditions").Index(index++);
            errors.QualifiedName(here.Child("type"), condition.Text("type"));
            errors.OneOf(here, condition, "status", Statuses, required: true);
        }
        if (rule.Has("onExitCodes") && rule.CountOf("onPodConditions") > 0) errors.Invalid(at, rule, "specifying both OnExitCodes and OnPodConditions is not supported");
        if (!rule.Has("onExitCodes") && rule.CountOf("onPodConditions") == 0) errors.Invalid(at, rule, "specifying one of OnExitCodes and OnPodConditions is required");
    }

    private static void ValidateExitCodes(JsonMap codes, HashSet<string> containers, FieldErrors errors, FieldPath at)
    {
        errors.OneOf(at, codes, "operator", Operators, required: true);
        if (codes.String("containerName") is { } name && !containers.Contains(name))
            errors.Invalid(at.Child("containerName"), name, "must be one of the container or initContainer names in the pod template");
        var values = codes.List("values") ?? [];
        if (values.Count == 0) errors.Invalid(at.Child("values"), values, "at least one value is required");
        else if (values.Count > MaxExitCodes) errors.TooMany(at.Child("values"), values.Count, MaxExitCodes);
        for (var i = 0; i < values.Count; i++)
        {
            if (values[i] is 0L && codes.Text("operator") == "In") errors.Invalid(at.Child("values").Index(i), 0L, "must not be 0 for the In operator");
            if (values.Take(i).Contains(values[i])) errors.Duplicate(at.Child("values").Index(i), values[i]);
        }
    }
}
