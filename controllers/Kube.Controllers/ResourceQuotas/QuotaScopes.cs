using k8s.Models;

namespace Kube.Controllers.ResourceQuotas;

/// <summary>The conditions on the objects a quota is for.</summary>
internal static class QuotaScopes
{
    public static IReadOnlyList<V1ScopedResourceSelectorRequirement> Of(V1ResourceQuotaSpec? spec) =>
    [
        .. (spec?.Scopes ?? []).Select(scope => new V1ScopedResourceSelectorRequirement { ScopeName = scope, OperatorProperty = "Exists" }),
        .. spec?.ScopeSelector?.MatchExpressions ?? [],
    ];

    /// <summary>Whether a requirement holds for an object with these values of what the scope is about.</summary>
    public static bool Fits(V1ScopedResourceSelectorRequirement scope, IReadOnlyCollection<string> values) => scope.OperatorProperty switch
    {
        "Exists" => values.Count > 0,
        "DoesNotExist" => values.Count == 0,
        "In" => values.Any((scope.Values ?? []).Contains),
        "NotIn" => values.Count == 0 || values.Any(value => scope.Values?.Contains(value) != true),
        _ => false,
    };
}
