using Kube.ApiServer.Authorization.Rbac;
using Kube.ApiServer.Kinds;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Bootstrap.Policy;

/// <summary>
/// Adds to a role or binding what it should have and lacks; what it has besides stays. Upstream's
/// <c>component-helpers/auth/rbac/reconciliation</c>, without its removal of extras.
/// </summary>
internal static class PolicyMerge
{
    /// <summary>With the value "false" an object is left as it is.</summary>
    public const string AutoUpdate = "rbac.authorization.kubernetes.io/autoupdate";

    /// <summary>Whether the object lacks nothing, or must not be touched.</summary>
    public static bool IsSettled(JsonMap current, JsonMap wanted) => current.Annotations().Text(AutoUpdate) == "false" || !Apply(current.DeepClone(), wanted);

    /// <summary>Whether they are bindings to different roles, which only a new binding can change.</summary>
    public static bool IsOfOtherRole(JsonMap current, JsonMap wanted) =>
        wanted.Map("roleRef") is { } role && (current.Part("roleRef").Text("kind") != role.Text("kind") || current.Part("roleRef").Text("name") != role.Text("name"));

    /// <returns>Whether anything was missing.</returns>
    public static bool Apply(JsonMap current, JsonMap wanted)
    {
        var metadata = current.GetOrAddMap("metadata");
        var changed = AddMissing(metadata, "labels", wanted.Labels()) | AddMissing(metadata, "annotations", wanted.Annotations());
        if (wanted.Map("aggregationRule") is { } aggregation) return changed | AddSelectors(current, aggregation);
        if (wanted.ContainsKey("roleRef")) return changed | AddSubjects(current, wanted);
        return changed | AddRules(current, wanted);
    }

    private static bool AddMissing(JsonMap metadata, string field, JsonMap wanted)
    {
        var changed = false;
        foreach (var (key, value) in wanted)
        {
            if (metadata.Map(field)?.ContainsKey(key) == true) continue;
            metadata.GetOrAddMap(field)[key] = value;
            changed = true;
        }
        return changed;
    }

    private static bool AddRules(JsonMap current, JsonMap wanted)
    {
        var missing = RuleCoverage.Missing(PolicyRule.ReadAll(current), PolicyRule.ReadAll(wanted));
        if (missing.Count == 0) return false;
        current.GetOrAddList("rules").AddRange(missing.Select(rule => rule.ToJson()));
        return true;
    }

    private static bool AddSelectors(JsonMap current, JsonMap aggregation)
    {
        var known = current.Part("aggregationRule").Maps("clusterRoleSelectors").ToList();
        var missing = aggregation.Maps("clusterRoleSelectors").Where(selector => !known.Exists(other => JsonValues.DeepEquals(selector, other))).ToList();
        if (missing.Count == 0) return false;
        current.GetOrAddMap("aggregationRule").GetOrAddList("clusterRoleSelectors").AddRange(missing.Select(selector => selector.DeepClone()));
        return true;
    }

    private static bool AddSubjects(JsonMap current, JsonMap wanted)
    {
        var known = current.Maps("subjects").ToList();
        var missing = wanted.Maps("subjects").Where(subject => !known.Exists(other => Same(subject, other))).ToList();
        if (missing.Count == 0) return false;
        current.GetOrAddList("subjects").AddRange(missing.Select(subject => subject.DeepClone()));
        return true;
    }

    private static bool Same(JsonMap a, JsonMap b) => a.Text("kind") == b.Text("kind") && a.Text("name") == b.Text("name") && a.Text("namespace") == b.Text("namespace");
}
