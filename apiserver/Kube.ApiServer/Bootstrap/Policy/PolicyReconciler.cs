using Kube.ApiServer.Http.Options;
using Kube.ApiServer.Kinds;
using Kube.ApiServer.Kinds.Rbac.RoleBindings;
using Kube.ApiServer.Kinds.Rbac.Roles;
using Kube.ApiServer.Registry;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Bootstrap.Policy;

/// <summary>
/// Makes the bootstrap roles and bindings be there at each start: missing ones are created, missing rules and subjects added. What is
/// settled already costs no write, and all writes wait for one commit together.
/// </summary>
internal sealed class PolicyReconciler(ResourceRegistry registry)
{
    public Task RunAsync(CancellationToken cancellation) => Task.WhenAll(
    [
        .. EnsureAll(RoleKinds.ClusterRole, BootstrapPolicy.ClusterRoles, cancellation),
        .. EnsureAll(RoleBindingKinds.ClusterRoleBinding, BootstrapPolicy.ClusterRoleBindings, cancellation),
        .. EnsureAll(RoleKinds.Role, BootstrapPolicy.Roles, cancellation),
        .. EnsureAll(RoleBindingKinds.RoleBinding, BootstrapPolicy.RoleBindings, cancellation),
    ]);

    private IEnumerable<Task> EnsureAll(Resource resource, IEnumerable<JsonMap> wanted, CancellationToken cancellation) =>
        wanted.Select(obj => EnsureAsync(resource, obj, cancellation));

    private async Task EnsureAsync(Resource resource, JsonMap wanted, CancellationToken cancellation)
    {
        var (space, name) = (wanted.Metadata().Text("namespace"), wanted.Name());
        var current = await registry.FindAsync(resource, space, name, cancellation);
        if (current is not null && PolicyMerge.IsSettled(current, wanted)) return;
        if (current is not null && !PolicyMerge.IsOfOtherRole(current, wanted))
        {
            await registry.ChangeAsync(resource, space, name, newest => PolicyMerge.Apply(newest, wanted), cancellation);
            return;
        }
        if (current is not null) await registry.DeleteAsync(resource, space, name, new DeleteOptions(), cancellation);
        await registry.CreateUnlessThereAsync(resource, space, wanted, cancellation);
    }
}
