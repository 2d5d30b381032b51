using Kube.ApiServer.Kinds.Rules;
using Kube.ApiServer.Validation;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Kinds.AdmissionRegistration;

/// <summary>What webhooks and policies share: the rules that say which requests they see.</summary>
internal static class RegistrationRules
{
    public const string Group = "admissionregistration.k8s.io";

    public static readonly string[] FailurePolicies = ["Fail", "Ignore"];
    public static readonly string[] MatchPolicies = ["Equivalent", "Exact"];

    private static readonly string[] Operations = ["*", "CONNECT", "CREATE", "DELETE", "UPDATE"];
    private static readonly string[] Scopes = ["*", "Cluster", "Namespaced"];

    public static void DefaultRules(IEnumerable<JsonMap> rules)
    {
        foreach (var rule in rules) rule.Default("scope", "*");
    }

    public static void DefaultSelectors(JsonMap holder)
    {
        holder.Default("namespaceSelector", new JsonMap());
        holder.Default("objectSelector", new JsonMap());
    }

    public static void ValidateRule(JsonMap rule, FieldErrors errors, FieldPath at)
    {
        foreach (var field in (ReadOnlySpan<string>)["apiGroups", "apiVersions", "resources", "operations"])
        {
            if (rule.CountOf(field) == 0) errors.Required(at.Child(field));
        }
        foreach (var field in (ReadOnlySpan<string>)["apiGroups", "apiVersions", "operations"])
        {
            if (rule.CountOf(field) > 1 && rule.Strings(field).Contains("*")) errors.Invalid(at.Child(field), rule[field], "if '*' is present, must not specify other " + Words(field));
        }
        var operations = rule.Strings("operations");
        for (var i = 0; i < operations.Count; i++)
        {
            if (!Operations.Contains(operations[i])) errors.NotSupported(at.Child("operations").Index(i), operations[i], Operations);
        }
        var resources = rule.Strings("resources");
        for (var i = 0; i < resources.Count; i++)
        {
            if (resources[i].Length == 0) errors.Required(at.Child("resources").Index(i));
        }
        errors.OneOf(at, rule, "scope", Scopes);
    }

    public static void ValidateMatchConditions(JsonMap holder, FieldErrors errors, FieldPath at)
    {
        const int Most = 64;
        if (holder.CountOf("matchConditions") > Most) errors.TooMany(at, holder.CountOf("matchConditions"), Most);
        var names = new HashSet<string>(StringComparer.Ordinal);
        var index = 0;
        foreach (var condition in holder.Maps("matchConditions"))
        {
            var here = at.Index(index++);
            errors.Required(here, condition, "expression");
            if (condition.Text("name") is { Length: > 0 } name)
            {
                errors.QualifiedName(here.Child("name"), name);
                if (!names.Add(name)) errors.Duplicate(here.Child("name"), name);
            }
            else errors.Required(here.Child("name"));
        }
    }

    private static string Words(string field) => field switch { "apiGroups" => "API groups", "apiVersions" => "API versions", _ => field };
}
