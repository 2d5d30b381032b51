using Kube.ApiServer.Validation;
using Kube.Machinery.Validation;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Kinds.Authorization;

/// <summary>Rules of the selectors in an access review: upstream's <c>pkg/apis/authorization/validation</c>. Operators nobody knows are let pass.</summary>
internal static class SelectorRules
{
    public static void Validate(JsonMap attributes, FieldPath at, FieldErrors errors)
    {
        foreach (var kind in (ReadOnlySpan<string>)["fieldSelector", "labelSelector"])
        {
            if (attributes.Map(kind) is { } selector) Validate(selector, at.Child(kind), kind == "labelSelector", errors);
        }
    }

    private static void Validate(JsonMap selector, FieldPath at, bool ofLabels, FieldErrors errors)
    {
        var (raw, count) = (selector.Text("rawSelector"), selector.CountOf("requirements"));
        if (raw.Length > 0 && count > 0) errors.Invalid(at.Child("rawSelector"), raw, "may not specified at the same time as requirements");
        if (raw.Length == 0 && count == 0) errors.Required(at.Child("requirements"), $"when {at} is specified, requirements or rawSelector is required");
        var index = 0;
        foreach (var requirement in selector.Maps("requirements")) Requirement(requirement, at.Child("requirements").Index(index++), ofLabels, errors);
    }

    private static void Requirement(JsonMap requirement, FieldPath at, bool ofLabels, FieldErrors errors)
    {
        var (key, values) = (requirement.Text("key"), requirement.CountOf("values"));
        if (!ofLabels && key.Length == 0) errors.Required(at.Child("key"), "must be specified");
        switch (requirement.Text("operator"))
        {
            case "In" or "NotIn" when values == 0:
                errors.Required(at.Child("values"), "must be specified when `operator` is 'In' or 'NotIn'");
                break;
            case "Exists" or "DoesNotExist" when values > 0:
                errors.Forbidden(at.Child("values"), "may not be specified when `operator` is 'Exists' or 'DoesNotExist'");
                break;
        }
        if (ofLabels) errors.InvalidAll(at.Child("key"), key, LabelNames.Key(key));
    }
}
