using Kube.ApiServer.Caching;
using Kube.ApiServer.Kinds.Rbac.RoleBindings;
using Kube.ApiServer.Kinds.Rbac.Roles;
using Kube.ApiServer.Registry;

namespace Kube.ApiServer.Authorization.Rbac;

/// <summary>The policy in force: compiled anew by the first who asks after a role or binding has changed.</summary>
internal sealed class PolicySource(ResourceCaches caches)
{
    private readonly WatchCache _roles = caches.For(RoleKinds.Role);
    private readonly WatchCache _roleBindings = caches.For(RoleBindingKinds.RoleBinding);
    private readonly WatchCache _clusterRoles = caches.For(RoleKinds.ClusterRole);
    private readonly WatchCache _clusterRoleBindings = caches.For(RoleBindingKinds.ClusterRoleBinding);
    private readonly Lock _gate = new();
    private volatile CompiledPolicy? _compiled;

    public CompiledPolicy Current
    {
        get
        {
            var revision = Revision;
            var compiled = _compiled;
            return compiled is not null && compiled.Revision >= revision ? compiled : Compile();
        }
    }

    private long Revision => Math.Max(Math.Max(_roles.LastChange, _roleBindings.LastChange), Math.Max(_clusterRoles.LastChange, _clusterRoleBindings.LastChange));

    private CompiledPolicy Compile()
    {
        lock (_gate)
        {
            // Read before the states: what they hold is then at least this new, and a change in between is compiled next time.
            var revision = Revision;
            if (_compiled is { } known && known.Revision >= revision) return known;
            return _compiled = new CompiledPolicy(revision, new PolicyIndex(_roles.Current, _roleBindings.Current, _clusterRoles.Current, _clusterRoleBindings.Current));
        }
    }
}
