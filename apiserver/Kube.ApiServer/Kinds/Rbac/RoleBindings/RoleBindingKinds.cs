using Kube.ApiServer.Tables;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Kinds.Rbac.RoleBindings;

/// <summary>RoleBinding and ClusterRoleBinding, which differ in their scope only.</summary>
internal static class RoleBindingKinds
{
    private static readonly TableLayout Layout = new(
        [
            TableLayout.NameColumn,
            new TableColumn("Role", Description: "@io.k8s.api.rbac.v1.RoleBinding#roleRef"),
            TableLayout.AgeColumn,
            new TableColumn("Users", Priority: 1, Description: "Users in the roleBinding"),
            new TableColumn("Groups", Priority: 1, Description: "Groups in the roleBinding"),
            new TableColumn("ServiceAccounts", Priority: 1, Description: "ServiceAccounts in the roleBinding"),
        ],
        binding =>
        [
            binding.Name(),
            $"{binding.Part("roleRef").Text("kind")}/{binding.Part("roleRef").Text("name")}",
            TableLayout.Age(binding),
            Subjects(binding, "User"),
            Subjects(binding, "Group"),
            string.Join(", ", binding.Maps("subjects").Where(subject => subject.Text("kind") == "ServiceAccount").Select(subject => $"{subject.Text("namespace")}/{subject.Text("name")}")),
        ]);

    public static Resource RoleBinding { get; } = new()
    {
        Group = RbacRules.Group,
        Kind = "RoleBinding",
        Plural = "rolebindings",
        Type = Types.Of(RbacRules.Group, "v1", "RoleBinding"),
        Strategy = new RoleBindingStrategy(namespaced: true),
        Table = Layout,
    };

    public static Resource ClusterRoleBinding { get; } = new()
    {
        Group = RbacRules.Group,
        Kind = "ClusterRoleBinding",
        Plural = "clusterrolebindings",
        Namespaced = false,
        Type = Types.Of(RbacRules.Group, "v1", "ClusterRoleBinding"),
        Strategy = new RoleBindingStrategy(namespaced: false),
        Table = Layout,
    };

    private static string Subjects(JsonMap binding, string kind) =>
        string.Join(", ", binding.Maps("subjects").Where(subject => subject.Text("kind") == kind).Select(subject => subject.Text("name")));
}
