using Kube.ApiServer.Kinds.Core.PodSpecs;
using Kube.ApiServer.Kinds.Rules;
using Kube.ApiServer.Validation;
using Kube.Machinery.Selectors;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Kinds.Apps;

/// <summary>What the workloads of the apps group have in common: a selector, and a template it must match.</summary>
internal static class WorkloadRules
{
    private static readonly FieldPath Spec = FieldPath.Of("spec");

    /// <param name="kind">The kind in lower case, as in the sentence about empty selectors.</param>
    public static void ValidateSelector(JsonMap spec, string kind, FieldErrors errors)
    {
        var at = Spec.Child("selector");
        if (spec.Map("selector") is not { } selector)
        {
            errors.Required(at);
            return;
        }
        errors.Selector(at, selector);
        if (selector.CountOf("matchLabels") + selector.CountOf("matchExpressions") == 0)
            errors.Invalid(at, selector, $"empty selector is invalid for {kind}");
    }

    /// <param name="owner">The kind whose sentence about deadlines is used.</param>
    public static void ValidateTemplate(JsonMap spec, string owner, FieldErrors errors)
    {
        try
        {
            PodTemplateValidation.ValidateForSelector(spec.Part("template"), MatchingSelector(spec), owner, errors, Spec.Child("template"));
        }
        catch (SelectorException)
        {
            errors.Invalid(Spec.Child("selector"), spec.Map("selector"), "invalid label selector");
        }
    }

    public static void SelectorStays(JsonMap obj, JsonMap old, FieldErrors errors)
    {
        if (!obj.Spec().SameField(old.Spec(), "selector")) errors.Invalid(Spec.Child("selector"), obj.Spec().Map("selector"), FieldRules.Immutable);
    }

    // An empty selector is told as such; that it matches the template too would only confuse.
    private static LabelSelector MatchingSelector(JsonMap spec) => Selectors.Of(spec.Map("selector"));
}
