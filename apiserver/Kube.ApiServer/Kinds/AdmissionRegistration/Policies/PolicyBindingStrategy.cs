using Kube.ApiServer.Kinds.Rules;
using Kube.ApiServer.Validation;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Kinds.AdmissionRegistration.Policies;

/// <summary>Rules of policy bindings.</summary>
internal sealed class PolicyBindingStrategy(bool mutating) : KindStrategy
{
    private static readonly FieldPath Spec = FieldPath.Of("spec");
    private static readonly string[] Actions = ["Audit", "Deny", "Warn"];

    public override bool TracksGeneration => true;

    public override void SetDefaults(JsonMap obj)
    {
        if (obj.Spec().Map("matchResources") is not { } match) return;
        RegistrationRules.DefaultRules(match.Maps("resourceRules").Concat(match.Maps("excludeResourceRules")));
        RegistrationRules.DefaultSelectors(match);
        match.Default("matchPolicy", "Equivalent");
    }

    public override void Validate(JsonMap obj, FieldErrors errors)
    {
        var spec = obj.Spec();
        if (spec.Text("policyName") is { Length: > 0 } name) errors.DnsSubdomain(Spec.Child("policyName"), name);
        else errors.Required(Spec.Child("policyName"));
        if (mutating) return;
        var actions = spec.Strings("validationActions");
        if (actions.Count == 0) errors.Required(Spec.Child("validationActions"), "at least one validation action is required");
        for (var i = 0; i < actions.Count; i++)
        {
            if (!Actions.Contains(actions[i])) errors.NotSupported(Spec.Child("validationActions").Index(i), actions[i], Actions);
            if (actions.Take(i).Contains(actions[i])) errors.Duplicate(Spec.Child("validationActions").Index(i), actions[i]);
        }
        if (actions.Contains("Deny") && actions.Contains("Warn"))
            errors.Invalid(Spec.Child("validationActions"), spec["validationActions"], "must not contain both Deny and Warn (repeating the same validation failure information in the API response and headers serves no purpose)");
    }
}
