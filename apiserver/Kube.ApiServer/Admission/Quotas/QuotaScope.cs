using Kube.ApiServer.Kinds;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Admission.Quotas;

/// <summary>One condition on the objects a quota is for: a scope, or a requirement of its scope selector.</summary>
internal sealed record QuotaScope(string Name, string Operator, IReadOnlyList<string> Values)
{
    /// <summary>All of a quota's; an object must meet each.</summary>
    public static QuotaScope[] AllOf(JsonMap spec) =>
        [.. spec.Strings("scopes").Select(scope => new QuotaScope(scope, "Exists", [])), .. Selected(spec.Part("scopeSelector").Maps("matchExpressions"))];

    public static IEnumerable<QuotaScope> Selected(IEnumerable<JsonMap> requirements) =>
        requirements.Select(requirement => new QuotaScope(requirement.Text("scopeName"), requirement.Text("operator"), requirement.Strings("values")));

    /// <summary>Whether the requirement holds for an object with these values of what the scope is about.</summary>
    public bool Fits(IReadOnlyCollection<string> values) => Operator switch
    {
        "Exists" => values.Count > 0,
        "DoesNotExist" => values.Count == 0,
        "In" => values.Any(Values.Contains),
        "NotIn" => values.Count == 0 || values.Any(value => !Values.Contains(value)),
        _ => false,
    };

    /// <summary>As Go prints it.</summary>
    public override string ToString() => $"{{{Name} {Operator} [{string.Join(' ', Values)}]}}";
}
