namespace Kube.ApiServer.Authorization.Rbac;

/// <summary>Puts rules that differ by their verb only together: upstream's <c>rbac/validation.CompactRules</c>.</summary>
internal static class CompactRules
{
    public static IEnumerable<PolicyRule> Of(IReadOnlyList<PolicyRule> rules)
    {
        var simple = rules.Where(IsSimple).ToLookup(rule => (rule.ApiGroups[0], rule.Resources[0], string.Concat(rule.ResourceNames)));
        return rules.Where(rule => !IsSimple(rule)).Concat(simple.Select(same => same.First() with { Verbs = [.. same.SelectMany(rule => rule.Verbs)] }));
    }

    private static bool IsSimple(PolicyRule rule) => rule is { ApiGroups.Count: 1, Resources.Count: 1, ResourceNames.Count: <= 1, NonResourceUrls.Count: 0 };
}
