using Kube.ApiServer.Authentication;
using Kube.ApiServer.Caching;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Authorization.Rbac;

/// <summary>All roles and bindings of one moment, found by whom they are for.</summary>
internal sealed class PolicyIndex
{
    private static readonly object RulesSlot = new();

    private readonly CacheSnapshot _roles;
    private readonly CacheSnapshot _clusterRoles;
    private readonly Dictionary<string, SubjectGrants> _grants = new(StringComparer.Ordinal);
    private int _order;
    private int _bindings;

    public PolicyIndex(CacheSnapshot roles, CacheSnapshot roleBindings, CacheSnapshot clusterRoles, CacheSnapshot clusterRoleBindings)
    {
        (_roles, _clusterRoles) = (roles, clusterRoles);
        foreach (var binding in clusterRoleBindings.Enumerate()) Add(binding, "ClusterRoleBinding", binding.Name);
        foreach (var binding in roleBindings.Enumerate()) Add(binding, "RoleBinding", $"{binding.Name}/{binding.Namespace}");
    }

    /// <summary>What a user has in a namespace, "" for the cluster alone: each binding once, in the order upstream looks at them.</summary>
    public IEnumerable<Grant> GrantsOf(UserInfo user, string @namespace)
    {
        var grants = In("", user);
        if (@namespace.Length > 0) grants = grants.Concat(In(@namespace, user));
        return grants.OrderBy(grant => grant.Order).DistinctBy(grant => grant.Binding);
    }

    /// <summary>The rules of a role that a binding in a namespace names; null when there is no such role.</summary>
    public IReadOnlyList<PolicyRule>? RulesOf(string roleKind, string roleName, string @namespace)
    {
        var role = roleKind == "ClusterRole" ? _clusterRoles.Get("", roleName) : _roles.Get(@namespace, roleName);
        return role?.GetOrDerive(RulesSlot, static state => PolicyRule.ReadAll((JsonMap)JsonReader.Read(state.Json.Span)!));
    }

    private IEnumerable<Grant> In(string @namespace, UserInfo user) => _grants.TryGetValue(@namespace, out var grants) ? grants.Of(user) : [];

    private void Add(CachedObject binding, string kind, string display)
    {
        var facts = BindingFacts.Of(binding);
        var rules = RulesOf(facts.RoleKind, facts.RoleName, binding.Namespace);
        var missing = rules is null ? RoleNotFound(facts.RoleKind, facts.RoleName) : "";
        _bindings++;
        foreach (var subject in facts.Subjects)
        {
            if (subject.Target(binding.Namespace) is not { } target) continue;
            var reason = $"RBAC: allowed by {kind} \"{display}\" of {facts.RoleKind} \"{facts.RoleName}\" to {subject.Describe(binding.Namespace)}";
            if (!_grants.TryGetValue(binding.Namespace, out var grants)) _grants.Add(binding.Namespace, grants = new SubjectGrants());
            grants.Add(target, subject.IsGroup, new Grant(_order++, _bindings, reason, rules ?? [], missing));
        }
    }

    public static string RoleNotFound(string kind, string name) => $"{kind.ToLowerInvariant()}.rbac.authorization.k8s.io \"{name}\" not found";
}
