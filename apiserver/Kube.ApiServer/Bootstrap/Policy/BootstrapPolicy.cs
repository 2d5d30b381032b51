using Kube.ApiServer.Authorization.Rbac;
using Kube.ApiServer.Kinds;
using Kube.ApiServer.Kinds.Rbac;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Bootstrap.Policy;

/// <summary>
/// The roles and bindings every cluster has, from <c>policy.json</c> beside this file, which leaves out what is the same for all: upstream's
/// <c>plugin/pkg/auth/authorizer/rbac/bootstrappolicy</c>.
/// </summary>
internal static class BootstrapPolicy
{
    private const string NodeRole = "system:node";

    private static readonly JsonMap Data = Load();

    public static IEnumerable<JsonMap> ClusterRoles => Data.Maps("clusterRoles").Select(Role);

    public static IEnumerable<JsonMap> ClusterRoleBindings => Data.Maps("clusterRoleBindings").Select(Binding);

    public static IEnumerable<JsonMap> Roles => Data.Maps("roles").Select(Role);

    public static IEnumerable<JsonMap> RoleBindings => Data.Maps("roleBindings").Select(Binding);

    /// <summary>What every kubelet may do.</summary>
    public static IReadOnlyList<PolicyRule> NodeRules => PolicyRule.ReadAll(Data.Maps("clusterRoles").Single(role => role.Text("name") == NodeRole));

    private static JsonMap Role(JsonMap brief)
    {
        var role = new JsonMap { ["metadata"] = Metadata(brief), ["rules"] = JsonValues.DeepClone(brief["rules"]) };
        if (brief.Map("aggregationRule") is { } aggregation) role["aggregationRule"] = aggregation.DeepClone();
        return role;
    }

    private static JsonMap Binding(JsonMap brief)
    {
        var role = brief.Text("role").Split('/', 2);
        return new JsonMap
        {
            ["metadata"] = Metadata(brief),
            ["roleRef"] = new JsonMap { ["apiGroup"] = RbacRules.Group, ["kind"] = role[0], ["name"] = role[1] },
            ["subjects"] = new JsonList(brief.Strings("subjects").Select(Subject)),
        };
    }

    /// <param name="brief">Kind and name, a service account's namespace between them.</param>
    private static JsonMap Subject(string brief)
    {
        var parts = brief.Split('/');
        return parts.Length == 3
            ? new JsonMap { ["kind"] = parts[0], ["name"] = parts[2], ["namespace"] = parts[1] }
            : new JsonMap { ["kind"] = parts[0], ["apiGroup"] = RbacRules.Group, ["name"] = parts[1] };
    }

    private static JsonMap Metadata(JsonMap brief)
    {
        var labels = brief.Part("labels").DeepClone();
        labels["kubernetes.io/bootstrapping"] = "rbac-defaults";
        var metadata = new JsonMap { ["name"] = brief["name"], ["labels"] = labels, ["annotations"] = new JsonMap { [PolicyMerge.AutoUpdate] = "true" } };
        if (brief.ContainsKey("namespace")) metadata["namespace"] = brief["namespace"];
        return metadata;
    }

    private static JsonMap Load()
    {
        using var stream = typeof(BootstrapPolicy).Assembly.GetManifestResourceStream("Kube.ApiServer.Bootstrap.Policy.policy.json")!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return (JsonMap)JsonReader.Read(bytes)!;
    }
}
