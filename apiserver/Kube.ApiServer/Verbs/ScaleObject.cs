using Kube.ApiServer.Errors;
using Kube.ApiServer.Validation;
using Kube.Machinery.Selectors;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Verbs;

/// <summary>autoscaling/v1 Scale made of a workload.</summary>
internal static class ScaleObject
{
    private static readonly string[] SharedMetadata = ["name", "namespace", "uid", "resourceVersion", "creationTimestamp"];

    public static JsonMap Of(JsonMap parent)
    {
        var metadata = new JsonMap();
        foreach (var field in SharedMetadata)
        {
            if (parent.Map("metadata")![field] is { } value) metadata[field] = value;
        }
        var spec = new JsonMap();
        if (parent.Map("spec")?.Long("replicas") is { } replicas and not 0) spec["replicas"] = replicas;
        var status = new JsonMap { ["replicas"] = parent.Map("status")?.Long("replicas") ?? 0 };
        if (SelectorText(parent.Map("spec")?.Map("selector")) is { Length: > 0 } selector) status["selector"] = selector;
        return new JsonMap { ["kind"] = "Scale", ["apiVersion"] = "autoscaling/v1", ["metadata"] = metadata, ["spec"] = spec, ["status"] = status };
    }

    /// <exception cref="StatusException">422 for a negative number of replicas.</exception>
    public static void Validate(JsonMap scale, string name)
    {
        var errors = new FieldErrors();
        if (scale.Map("spec")?.Long("replicas") is < 0 and var replicas)
        {
            errors.Invalid(FieldPath.Of("spec").Child("replicas"), replicas, "must be greater than or equal to 0");
        }
        errors.ThrowIfAny(new GroupKind("autoscaling", "Scale"), name);
    }

    private static string SelectorText(JsonMap? selector)
    {
        if (selector is null) return "";
        // A replication controller's selector is a bare map.
        var labels = selector.Map("matchLabels") ?? (selector.List("matchExpressions") is null ? selector : null);
        var requirements = (labels ?? []).Select(label => new Requirement(label.Key, SelectorOperator.Equals, label.Value as string ?? ""))
            .Concat(selector.Maps("matchExpressions").Select(Expression));
        return LabelSelector.Of(requirements.OrderBy(requirement => requirement.Key, StringComparer.Ordinal)).ToString();
    }

    private static Requirement Expression(JsonMap expression) => new(
        expression.String("key") ?? "",
        expression.String("operator") switch
        {
            "In" => SelectorOperator.In,
            "NotIn" => SelectorOperator.NotIn,
            "Exists" => SelectorOperator.Exists,
            _ => SelectorOperator.DoesNotExist,
        },
        expression.List("values")?.OfType<string>() ?? []);
}
