using Kube.ApiServer.Validation;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Kinds.Core.ResourceQuotas;

/// <summary>Which objects a quota counts.</summary>
internal static class QuotaScopesValidation
{
    private static readonly HashSet<string> Scopes =
        ["Terminating", "NotTerminating", "BestEffort", "NotBestEffort", "PriorityClass", "CrossNamespacePodAffinity", "VolumeAttributesClass"];

    private static readonly HashSet<string> OfPods =
    [
        "pods", "cpu", "memory", "ephemeral-storage", "requests.cpu", "requests.memory", "requests.ephemeral-storage",
        "limits.cpu", "limits.memory", "limits.ephemeral-storage",
    ];

    private static readonly (string, string)[] Opposites = [("BestEffort", "NotBestEffort"), ("Terminating", "NotTerminating")];

    public static void Validate(JsonMap spec, FieldErrors errors, FieldPath at)
    {
        var scopes = spec.Strings("scopes");
        foreach (var scope in scopes)
        {
            if (!Scopes.Contains(scope)) errors.Invalid(at.Child("scopes"), spec["scopes"], "unsupported scope");
            else if (!Fits(scope, spec)) errors.Invalid(at.Child("scopes"), spec["scopes"], "unsupported scope applied to resource");
        }
        Compatible(scopes, spec, errors, at.Child("scopes"));
        if (spec.Map("scopeSelector") is { } selector) ValidateSelector(selector, spec, errors, at.Child("scopeSelector", "matchExpressions"));
    }

    private static void ValidateSelector(JsonMap selector, JsonMap spec, FieldErrors errors, FieldPath at)
    {
        foreach (var requirement in selector.Maps("matchExpressions"))
        {
            var (scope, @operator) = (requirement.Text("scopeName"), requirement.Text("operator"));
            if (!Scopes.Contains(scope)) errors.Invalid(at.Child("scopeName"), scope, "unsupported scope");
            else if (!Fits(scope, spec)) errors.Invalid(at, selector, "unsupported scope applied to resource");
            if (scope is not ("PriorityClass" or "VolumeAttributesClass") && @operator != "Exists")
                errors.Invalid(at.Child("operator"), @operator, "must be 'Exists' when scope is any of ResourceQuotaScopeTerminating, ResourceQuotaScopeNotTerminating, ResourceQuotaScopeBestEffort, ResourceQuotaScopeNotBestEffort or ResourceQuotaScopeCrossNamespacePodAffinity");
            switch (@operator)
            {
                case "In" or "NotIn":
                    if (requirement.CountOf("values") == 0) errors.Required(at.Child("values"), "must be at least one value when `operator` is 'In' or 'NotIn' for scope selector");
                    break;
                case "Exists" or "DoesNotExist":
                    if (requirement.CountOf("values") > 0) errors.Invalid(at.Child("values"), requirement["values"], "must be no value when `operator` is 'Exist' or 'DoesNotExist' for scope selector");
                    break;
                default:
                    errors.Invalid(at.Child("operator"), @operator, "not a valid selector operator");
                    break;
            }
        }
        Compatible([.. selector.Maps("matchExpressions").Select(requirement => requirement.Text("scopeName"))], spec, errors, at);
    }

    private static void Compatible(IReadOnlyList<string> scopes, JsonMap spec, FieldErrors errors, FieldPath at)
    {
        foreach (var (one, other) in Opposites)
        {
            if (scopes.Contains(one) && scopes.Contains(other)) errors.Invalid(at, spec["scopes"], "conflicting scopes");
        }
    }

    private static bool Fits(string scope, JsonMap spec) => spec.Part("hard").Keys.All(resource => scope switch
    {
        "BestEffort" => resource == "pods",
        "VolumeAttributesClass" => !OfPods.Contains(resource),
        _ => OfPods.Contains(resource) || !Rules.ResourceNames.IsQuota(resource),
    });
}
