using Kube.ApiServer.Kinds.Rules;
using Kube.ApiServer.Validation;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Kinds.Core.PodSpecs.Validation;

/// <summary>Affinity to nodes and to other pods.</summary>
internal static class AffinityValidation
{
    private const string Required = "requiredDuringSchedulingIgnoredDuringExecution";
    private const string Preferred = "preferredDuringSchedulingIgnoredDuringExecution";

    public static void Validate(JsonMap? affinity, FieldErrors errors, FieldPath at)
    {
        if (affinity is null) return;
        if (affinity.Map("nodeAffinity") is { } node) ValidateNodeAffinity(node, errors, at.Child("nodeAffinity"));
        foreach (var kind in (ReadOnlySpan<string>)["podAffinity", "podAntiAffinity"])
        {
            if (affinity.Map(kind) is { } pods) ValidatePodAffinity(pods, errors, at.Child(kind));
        }
    }

    private static void ValidateNodeAffinity(JsonMap affinity, FieldErrors errors, FieldPath at)
    {
        if (affinity.Map(Required) is { } selector) NodeSelectorValidation.Validate(selector, errors, at.Child(Required));
        var index = 0;
        foreach (var term in affinity.Maps(Preferred))
        {
            var here = at.Child(Preferred).Index(index++);
            ValidateWeight(term, errors, here);
            NodeSelectorValidation.ValidateTerm(term.Part("preference"), anyValue: true, errors, here.Child("preference"));
        }
    }

    private static void ValidatePodAffinity(JsonMap affinity, FieldErrors errors, FieldPath at)
    {
        var index = 0;
        foreach (var term in affinity.Maps(Required)) ValidatePodTerm(term, errors, at.Child(Required).Index(index++));
        index = 0;
        foreach (var weighted in affinity.Maps(Preferred))
        {
            var here = at.Child(Preferred).Index(index++);
            ValidateWeight(weighted, errors, here);
            ValidatePodTerm(weighted.Part("podAffinityTerm"), errors, here.Child("podAffinityTerm"));
        }
    }

    private static void ValidatePodTerm(JsonMap term, FieldErrors errors, FieldPath at)
    {
        errors.Selector(at.Child("labelSelector"), term.Map("labelSelector"));
        errors.Selector(at.Child("namespaceSelector"), term.Map("namespaceSelector"));
        foreach (var ns in term.Strings("namespaces")) errors.DnsLabel(at.Child("namespace"), ns);
        foreach (var field in (ReadOnlySpan<string>)["matchLabelKeys", "mismatchLabelKeys"])
            MatchLabelKeysValidation.Validate(term, field, errors, at.Child(field));
        var key = term.Text("topologyKey");
        if (key.Length == 0) errors.Required(at.Child("topologyKey"), "can not be empty");
        errors.QualifiedName(at.Child("topologyKey"), key);
    }

    private static void ValidateWeight(JsonMap term, FieldErrors errors, FieldPath at)
    {
        if (term.Number("weight") is var weight and (<= 0 or > 100)) errors.Invalid(at.Child("weight"), weight, "must be in the range 1-100");
    }
}
