using Kube.ApiServer.Kinds.Rules;
using Kube.ApiServer.Validation;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Kinds.AdmissionRegistration.Policies;

/// <summary>Rules of admission policies.</summary>
internal sealed class PolicyStrategy(bool mutating) : KindStrategy
{
    private static readonly FieldPath Spec = FieldPath.Of("spec");
    private static readonly string[] Reinvocations = ["IfNeeded", "Never"];

    public override bool HasStatus => !mutating;

    public override bool TracksGeneration => true;

    public override void SetDefaults(JsonMap obj)
    {
        var spec = obj.GetOrAddMap("spec");
        spec.Default("failurePolicy", "Fail");
        if (spec.Map("matchConstraints") is not { } match) return;
        RegistrationRules.DefaultRules(match.Maps("resourceRules").Concat(match.Maps("excludeResourceRules")));
        RegistrationRules.DefaultSelectors(match);
        match.Default("matchPolicy", "Equivalent");
    }

    public override void Validate(JsonMap obj, FieldErrors errors)
    {
        var spec = obj.Spec();
        errors.OneOf(Spec, spec, "failurePolicy", RegistrationRules.FailurePolicies, required: true);
        if (spec.Map("paramKind") is { } kind)
        {
            errors.Required(Spec.Child("paramKind"), kind, "apiVersion");
            errors.Required(Spec.Child("paramKind"), kind, "kind");
        }
        ValidateMatch(spec, errors, Spec.Child("matchConstraints"));
        RegistrationRules.ValidateMatchConditions(spec, errors, Spec.Child("matchConditions"));
        if (mutating)
        {
            errors.Required(Spec, spec, "mutations", "mutations must contain at least one item");
            errors.OneOf(Spec, spec, "reinvocationPolicy", Reinvocations, required: true);
            return;
        }
        if (spec.CountOf("validations") + spec.CountOf("auditAnnotations") == 0)
        {
            errors.Required(Spec.Child("validations"), "validations or auditAnnotations must contain at least one item");
            errors.Required(Spec.Child("auditAnnotations"), "validations or auditAnnotations must contain at least one item");
        }
        var index = 0;
        foreach (var validation in spec.Maps("validations"))
        {
            var here = Spec.Child("validations").Index(index++);
            if (validation.Text("expression").Trim().Length == 0) errors.Required(here.Child("expression"), "expression is not specified");
        }
    }

    private static void ValidateMatch(JsonMap spec, FieldErrors errors, FieldPath at)
    {
        if (spec.Map("matchConstraints") is not { } match)
        {
            errors.Required(at);
            return;
        }
        errors.OneOf(at, match, "matchPolicy", RegistrationRules.MatchPolicies, required: true);
        errors.Selector(at.Child("namespaceSelector"), match.Map("namespaceSelector"));
        errors.Selector(at.Child("objectSelector"), match.Map("objectSelector"));
        if (match.CountOf("resourceRules") == 0) errors.Required(at.Child("resourceRules"));
        foreach (var list in (ReadOnlySpan<string>)["resourceRules", "excludeResourceRules"])
        {
            var index = 0;
            foreach (var rule in match.Maps(list)) RegistrationRules.ValidateRule(rule, errors, at.Child(list).Index(index++));
        }
    }
}
