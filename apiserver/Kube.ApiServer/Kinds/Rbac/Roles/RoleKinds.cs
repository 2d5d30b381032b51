namespace Kube.ApiServer.Kinds.Rbac.Roles;

/// <summary>Role and ClusterRole, which differ in their scope only.</summary>
internal static class RoleKinds
{
    public static Resource Role { get; } = new()
    {
        Group = RbacRules.Group,
        Kind = "Role",
        Plural = "roles",
        Type = Types.Of(RbacRules.Group, "v1", "Role"),
        Strategy = new RoleStrategy(namespaced: true),
    };

    public static Resource ClusterRole { get; } = new()
    {
        Group = RbacRules.Group,
        Kind = "ClusterRole",
        Plural = "clusterroles",
        Namespaced = false,
        Type = Types.Of(RbacRules.Group, "v1", "ClusterRole"),
        Strategy = new RoleStrategy(namespaced: false),
    };
}
