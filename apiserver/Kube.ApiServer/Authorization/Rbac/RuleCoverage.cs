namespace Kube.ApiServer.Authorization.Rbac;

/// <summary>Whether some rules give all that others do: upstream's <c>component-helpers/auth/rbac/validation.Covers</c>.</summary>
internal static class RuleCoverage
{
    /// <summary>What the wanted rules give and the held ones do not, in the smallest pieces.</summary>
    public static IReadOnlyList<PolicyRule> Missing(IReadOnlyList<PolicyRule> held, IEnumerable<PolicyRule> wanted) =>
        [.. wanted.SelectMany(Pieces).Where(piece => !held.Any(rule => Covers(rule, piece)))];

    /// <summary>A rule for each combination of verb, group and resource or path, and name.</summary>
    private static IEnumerable<PolicyRule> Pieces(PolicyRule rule)
    {
        foreach (var group in rule.ApiGroups)
        {
            foreach (var resource in rule.Resources)
            {
                foreach (var verb in rule.Verbs)
                {
                    var piece = new PolicyRule { Verbs = [verb], ApiGroups = [group], Resources = [resource] };
                    if (rule.ResourceNames.Count == 0) yield return piece;
                    foreach (var name in rule.ResourceNames) yield return piece with { ResourceNames = [name] };
                }
            }
        }
        foreach (var url in rule.NonResourceUrls)
        {
            foreach (var verb in rule.Verbs) yield return new PolicyRule { Verbs = [verb], NonResourceUrls = [url] };
        }
    }

    private static bool Covers(PolicyRule rule, PolicyRule piece) =>
        HasAll(rule.Verbs, piece.Verbs) && HasAll(rule.ApiGroups, piece.ApiGroups)
        && piece.Resources.All(resource => HasResource(rule.Resources, resource))
        && piece.NonResourceUrls.All(url => rule.NonResourceUrls.Any(held => HasPath(held, url)))
        && (rule.ResourceNames.Count == 0 || (piece.ResourceNames.Count > 0 && piece.ResourceNames.All(rule.ResourceNames.Contains)));

    private static bool HasAll(IReadOnlyList<string> held, IReadOnlyList<string> wanted) => held.Contains(PolicyRule.All) || wanted.All(held.Contains);

    private static bool HasResource(IReadOnlyList<string> held, string wanted)
    {
        if (held.Contains(PolicyRule.All) || held.Contains(wanted)) return true;
        var slash = wanted.IndexOf('/');
        return slash >= 0 && held.Contains($"*{wanted[slash..]}");
    }

    private static bool HasPath(string held, string wanted) =>
        held == wanted || held == PolicyRule.All || (held.EndsWith('*') && wanted.StartsWith(held.TrimEnd('*'), StringComparison.Ordinal));
}
