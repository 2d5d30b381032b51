using Kube.ApiServer.Kinds.Rules;
using Kube.ApiServer.Validation;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Kinds.Autoscaling.HorizontalPodAutoscalers;

/// <summary>ValidateHorizontalPodAutoscaler.</summary>
internal static class HorizontalPodAutoscalerValidation
{
    private static readonly FieldPath Spec = FieldPath.Of("spec");
    private static readonly Dictionary<string, string> SourceOf = new()
        { ["ContainerResource"] = "containerResource", ["External"] = "external", ["Object"] = "object", ["Pods"] = "pods", ["Resource"] = "resource" };

    public static void Validate(JsonMap spec, FieldErrors errors)
    {
        var (min, max) = (spec.Long("minReplicas"), spec.Number("maxReplicas"));
        if (min < 1) errors.Invalid(Spec.Child("minReplicas"), min, "must be greater than or equal to 1");
        if (max < 1) errors.Required(Spec.Child("maxReplicas"), "must be set and greater than 0");
        if (min > max) errors.Invalid(Spec.Child("maxReplicas"), max, "must be greater than or equal to `minReplicas`");
        ValidateReference(spec.Part("scaleTargetRef"), errors, Spec.Child("scaleTargetRef"));
        var index = 0;
        foreach (var metric in spec.Maps("metrics")) ValidateMetric(metric, errors, Spec.Child("metrics").Index(index++));
    }

    private static void ValidateReference(JsonMap reference, FieldErrors errors, FieldPath at)
    {
        foreach (var field in (ReadOnlySpan<string>)["kind", "name"])
        {
            if (reference.Text(field) is { Length: > 0 } text) errors.InvalidAll(at.Child(field), text, NameRules.PathSegment(text, isPrefix: false));
            else errors.Required(at.Child(field));
        }
        var version = reference.Text("apiVersion");
        if (version.Length == 0) errors.Invalid(at.Child("apiVersion"), version, "apiVersion must specify API group");
        else if (version.Count(character => character == '/') > 1) errors.Invalid(at.Child("apiVersion"), version, $"unexpected GroupVersion string: {version}");
    }

    private static void ValidateMetric(JsonMap metric, FieldErrors errors, FieldPath at)
    {
        if (metric.Text("type") is not { Length: > 0 } type)
        {
            errors.Required(at.Child("type"), "must specify a metric source type");
            return;
        }
        if (!SourceOf.TryGetValue(type, out var source))
        {
            errors.NotSupported(at.Child("type"), type, SourceOf.Keys);
            return;
        }
        foreach (var other in SourceOf.Values.Where(other => other != source && metric.Has(other)))
            errors.Forbidden(at.Child(other), "must populate the given metric source only");
        if (metric.Map(source) is { } given) ValidateTarget(given.Part("target"), errors, at.Child(source, "target"));
        else errors.Required(at.Child(source), "must populate information for the given metric source");
    }

    private static void ValidateTarget(JsonMap target, FieldErrors errors, FieldPath at)
    {
        errors.OneOf(at, target, "type", ["AverageValue", "Utilization", "Value"], required: true);
        if (target.Long("averageUtilization") is < 1 and var utilization) errors.Invalid(at.Child("averageUtilization"), utilization, "must be greater than 0");
        foreach (var field in (ReadOnlySpan<string>)["value", "averageValue"])
        {
            if (target.Amount(field) is { Sign: <= 0 } amount) errors.Invalid(at.Child(field), amount.ToString(), "must be positive");
        }
        if (!target.Has("averageUtilization") && !target.Has("value") && !target.Has("averageValue"))
            errors.Required(at, "must set either a target value or a target utilization");
    }
}
