using Kube.ApiServer.Kinds.Rules;
using Kube.ApiServer.Validation;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Kinds.Core.PodSpecs.Validation;

internal static class TopologySpreadValidation
{
    private static readonly string[] Actions = ["DoNotSchedule", "ScheduleAnyway"];
    private static readonly string[] NodePolicies = ["Honor", "Ignore"];

    public static void Validate(JsonMap spec, FieldErrors errors, FieldPath at)
    {
        var constraints = spec.Maps("topologySpreadConstraints").ToList();
        for (var i = 0; i < constraints.Count; i++)
        {
            var (constraint, here) = (constraints[i], at.Index(i));
            var (key, action) = (constraint.Text("topologyKey"), constraint.Text("whenUnsatisfiable"));
            if (constraint.Number("maxSkew") is var skew and <= 0) errors.Invalid(here.Child("maxSkew"), skew, FieldRules.NotPositive);
            if (key.Length == 0) errors.Required(here.Child("topologyKey"), "can not be empty");
            if (!Actions.Contains(action)) errors.NotSupported(here.Child("whenUnsatisfiable"), action, Actions);
            if (constraints.Skip(i + 1).Any(other => other.Text("topologyKey") == key && other.Text("whenUnsatisfiable") == action))
                errors.Duplicate(here.Child("{topologyKey, whenUnsatisfiable}"), $"{{{key}, {action}}}");
            ValidateMinDomains(constraint, action, errors, here.Child("minDomains"));
            errors.OneOf(here, constraint, "nodeAffinityPolicy", NodePolicies);
            errors.OneOf(here, constraint, "nodeTaintsPolicy", NodePolicies);
            MatchLabelKeysValidation.Validate(constraint, "matchLabelKeys", errors, here.Child("matchLabelKeys"));
            errors.Selector(here.Child("labelSelector"), constraint.Map("labelSelector"));
        }
    }

    private static void ValidateMinDomains(JsonMap constraint, string action, FieldErrors errors, FieldPath at)
    {
        if (constraint.Long("minDomains") is not { } domains) return;
        if (domains <= 0) errors.Invalid(at, domains, FieldRules.NotPositive);
        if (action != "DoNotSchedule") errors.Invalid(at, domains, $"can only use minDomains if whenUnsatisfiable=DoNotSchedule, not {action}");
    }
}
