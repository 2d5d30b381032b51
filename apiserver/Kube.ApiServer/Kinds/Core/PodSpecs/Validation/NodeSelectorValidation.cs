using Kube.ApiServer.Kinds.Rules;
using Kube.ApiServer.Validation;
using Kube.Machinery.Validation;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Kinds.Core.PodSpecs.Validation;

/// <summary>Node selectors, of pods and of persistent volumes.</summary>
internal static class NodeSelectorValidation
{
    public static void Validate(JsonMap selector, FieldErrors errors, FieldPath at)
    {
        var terms = at.Child("nodeSelectorTerms");
        if (selector.CountOf("nodeSelectorTerms") == 0)
        {
            errors.Required(terms, "must have at least one node selector term");
            return;
        }
        var index = 0;
        foreach (var term in selector.Maps("nodeSelectorTerms")) ValidateTerm(term, anyValue: false, errors, terms.Index(index++));
    }

    /// <param name="anyValue">Values that no label can have are let through: a preference may be in vain.</param>
    public static void ValidateTerm(JsonMap term, bool anyValue, FieldErrors errors, FieldPath at)
    {
        var index = 0;
        foreach (var requirement in term.Maps("matchExpressions")) ValidateLabel(requirement, anyValue, errors, at.Child("matchExpressions").Index(index++));
        index = 0;
        foreach (var requirement in term.Maps("matchFields")) ValidateField(requirement, errors, at.Child("matchFields").Index(index++));
    }

    private static void ValidateLabel(JsonMap requirement, bool anyValue, FieldErrors errors, FieldPath at)
    {
        var values = requirement.Strings("values");
        switch (requirement.Text("operator"))
        {
            case "In" or "NotIn":
                if (values.Count == 0) errors.Required(at.Child("values"), "must be specified when `operator` is 'In' or 'NotIn'");
                break;
            case "Exists" or "DoesNotExist":
                if (values.Count > 0) errors.Forbidden(at.Child("values"), "may not be specified when `operator` is 'Exists' or 'DoesNotExist'");
                break;
            case "Gt" or "Lt":
                if (values.Count != 1) errors.Required(at.Child("values"), "must be specified single value when `operator` is 'Lt' or 'Gt'");
                break;
            case var other:
                errors.Invalid(at.Child("operator"), other, "not a valid selector operator");
                break;
        }
        errors.QualifiedName(at.Child("key"), requirement.Text("key"));
        if (anyValue) return;
        for (var i = 0; i < values.Count; i++) errors.InvalidAll(at.Child("values").Index(i), values[i], LabelNames.Value(values[i]));
    }

    private static void ValidateField(JsonMap requirement, FieldErrors errors, FieldPath at)
    {
        var values = requirement.Strings("values");
        if (requirement.Text("operator") is not ("In" or "NotIn"))
            errors.Invalid(at.Child("operator"), requirement.Text("operator"), "not a valid selector operator");
        else if (values.Count != 1)
            errors.Required(at.Child("values"), "must be only one value when `operator` is 'In' or 'NotIn' for node field selector");
        if (requirement.Text("key") != "metadata.name")
        {
            errors.Invalid(at.Child("key"), requirement.Text("key"), "not a valid field selector key");
            return;
        }
        for (var i = 0; i < values.Count; i++) errors.DnsSubdomain(at.Child("values").Index(i), values[i]);
    }
}
