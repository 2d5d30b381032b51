using Kube.ApiServer.Kinds.Core.PodSpecs.Validation;
using Kube.ApiServer.Kinds.Rules;
using Kube.ApiServer.Validation;
using Kube.Machinery.Selectors;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Kinds.Core.PodSpecs;

/// <summary>Checks of the pod templates in workloads.</summary>
internal static class PodTemplateValidation
{
    /// <summary>ValidatePodTemplateSpec.</summary>
    public static void Validate(JsonMap template, FieldErrors errors, FieldPath at)
    {
        var spec = template.Spec();
        // A template's metadata is checked where upstream looks for it: directly below the template.
        errors.Labels(at.Child("labels"), template.Metadata().Map("labels"));
        errors.Annotations(at.Child("annotations"), template.Metadata().Map("annotations"));
        PodAnnotations.Validate(template.Annotations(), spec, errors, at.Child("annotations"));
        PodSpecValidation.Validate(new PodSpecScope(spec, errors), at.Child("spec"));
        if (spec.CountOf("ephemeralContainers") > 0) errors.Forbidden(at.Child("spec", "ephemeralContainers"), "ephemeral containers not allowed in pod template");
    }

    /// <summary>A template whose pods have to be matched by the selector and to run for ever.</summary>
    /// <param name="owner">The kind, as in the sentence about deadlines.</param>
    public static void ValidateForSelector(JsonMap template, LabelSelector selector, string owner, FieldErrors errors, FieldPath at)
    {
        if (!selector.IsEmpty && !selector.Matches(new JsonLabels(template.Metadata().Map("labels"))))
            errors.Invalid(at.Child("metadata", "labels"), template.Metadata().Map("labels"), "`selector` does not match template `labels`");
        Validate(template, errors, at);
        if (template.Spec().Text("restartPolicy") is var policy and not "Always") errors.NotSupported(at.Child("spec", "restartPolicy"), policy, "Always");
        if (template.Spec().Has("activeDeadlineSeconds"))
            errors.Forbidden(at.Child("spec", "activeDeadlineSeconds"), $"activeDeadlineSeconds in {owner} is not Supported");
    }

    public static IEnumerable<string> Warnings(JsonMap spec, FieldPath at, JsonMap? oldSpec) =>
        spec.Map("template") is { } template ? PodSpecWarnings.Of(template, template.Spec(), at.Child("template", "spec"), oldSpec?.Part("template").Spec()) : [];
}
