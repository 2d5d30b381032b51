using k8s.Models;
using Kube.Machinery.Clients;
using Kube.Machinery.Selectors;

namespace Kube.Controllers.ClusterRoleAggregation;

/// <summary>What an aggregating role gives.</summary>
internal static class AggregatedRules
{
    /// <summary>The rules of all other roles that any of its selectors selects: in the order of selectors and names, each rule once.</summary>
    /// <exception cref="SelectorException">A selector is invalid.</exception>
    public static IReadOnlyList<V1PolicyRule> Of(V1ClusterRole aggregate, IEnumerable<V1ClusterRole> roles)
    {
        var others = roles.Where(role => role.Metadata.Name != aggregate.Metadata.Name).OrderBy(role => role.Metadata.Name, StringComparer.Ordinal).ToList();
        return
        [
            .. (aggregate.AggregationRule?.ClusterRoleSelectors ?? [])
                .Select(selector => selector.ToSelector())
                .SelectMany(selector => others.Where(role => selector.Matches(role.Metadata.Labels)))
                .SelectMany(role => role.Rules ?? [])
                .DistinctBy(Text),
        ];
    }

    public static bool Same(IEnumerable<V1PolicyRule>? a, IEnumerable<V1PolicyRule> b) => (a ?? []).Select(Text).SequenceEqual(b.Select(Text));

    private static string Text(V1PolicyRule rule) => Convert.ToBase64String(ModelJson.Serialize(rule));
}
