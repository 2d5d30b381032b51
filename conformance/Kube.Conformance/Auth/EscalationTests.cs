using Kube.Conformance.Auth.Support;

namespace Kube.Conformance.Auth;

/// <summary>Whoever may write roles and bindings cannot make more of themselves than they are.</summary>
[Collection(AuthCollection.Name)]
public sealed class EscalationTests(AuthServerFixture server)
{
    private const string Rbac = "/apis/rbac.authorization.k8s.io/v1";
    private const string WritesRoles = """{"apiGroups":["rbac.authorization.k8s.io"],"resources":["roles","rolebindings","clusterroles","clusterrolebindings"],"verbs":["create","update","patch","get"]}""";
    private const string ReadsPods = """{"apiGroups":[""],"resources":["pods"],"verbs":["get"]}""";

    [Fact]
    public async Task Rights_TheUserHas_CanBeGivenAway()
    {
        var (space, user) = await UserAsync($"[{WritesRoles},{ReadsPods}]");

        Assert.Equal(201, await TryAsync(user, "POST", $"{Rbac}/namespaces/{space}/roles", $$"""{"metadata":{"name":"fine"},"rules":[{{ReadsPods}}]}"""));
        Assert.Equal(201, await TryAsync(user, "POST", $"{Rbac}/namespaces/{space}/rolebindings", Binding("fine", "Role", "fine")));
    }

    [Theory]
    [InlineData("""{"apiGroups":[""],"resources":["secrets"],"verbs":["get"]}""")]
    [InlineData("""{"apiGroups":[""],"resources":["pods"],"verbs":["*"]}""")]
    [InlineData("""{"apiGroups":["*"],"resources":["pods"],"verbs":["get"]}""")]
    [InlineData("""{"apiGroups":[""],"resources":["*"],"verbs":["get"]}""")]
    [InlineData("""{"apiGroups":[""],"resources":["pods/exec"],"verbs":["get"]}""")]
    [InlineData("""{"apiGroups":[""],"resources":["serviceaccounts/token"],"verbs":["create"]}""")]
    [InlineData("""{"apiGroups":[""],"resources":["users"],"verbs":["impersonate"]}""")]
    [InlineData("""{"apiGroups":["rbac.authorization.k8s.io"],"resources":["roles"],"verbs":["escalate"]}""")]
    public async Task Role_WithMore_IsForbiddenHoweverItIsWritten(string more)
    {
        var (space, user) = await UserAsync($"[{WritesRoles},{ReadsPods}]");
        var roles = $"{Rbac}/namespaces/{space}/roles";
        Assert.Equal(201, await TryAsync(user, "POST", roles, $$"""{"metadata":{"name":"mine"},"rules":[{{ReadsPods}}]}"""));

        Assert.Equal(403, await TryAsync(user, "POST", roles, $$"""{"metadata":{"name":"new"},"rules":[{{more}}]}"""));
        Assert.Equal(403, await TryAsync(user, "PUT", $"{roles}/mine", $$"""{"metadata":{"name":"mine"},"rules":[{{more}}]}"""));
        Assert.Equal(403, await TryAsync(user, "PATCH", $"{roles}/mine", $$"""{"rules":[{{more}}]}"""));
    }

    [Fact]
    public async Task Binding_ToMore_IsForbidden()
    {
        var (space, user) = await UserAsync($"[{WritesRoles},{ReadsPods}]");

        Assert.Equal(403, await TryAsync(user, "POST", $"{Rbac}/namespaces/{space}/rolebindings", Binding("up", "ClusterRole", "cluster-admin")));
        Assert.Equal(403, await TryAsync(user, "POST", $"{Rbac}/clusterrolebindings", Binding("up", "ClusterRole", "cluster-admin")));
        Assert.Equal(404, await TryAsync(user, "POST", $"{Rbac}/namespaces/{space}/rolebindings", Binding("up", "ClusterRole", "comes-later")));
    }

    [Fact]
    public async Task ClusterRole_ThatAggregates_IsForbiddenToAllButAdministrators()
    {
        var user = $"aggregator-{Guid.NewGuid():n}";
        await server.GrantAsync("", user, $"[{WritesRoles}]");

        Assert.Equal(403, await TryAsync(user, "POST", $"{Rbac}/clusterroles",
            $$$"""{"metadata":{"name":"{{{user}}}"},"rules":[],"aggregationRule":{"clusterRoleSelectors":[{"matchLabels":{"kubernetes.io/bootstrapping":"rbac-defaults"}}]}}"""));
    }

    [Theory]
    [InlineData("escalate", "roles", 201, 403)]
    [InlineData("bind", "clusterroles", 403, 201)]
    public async Task Right_ToGoBeyond_IsForOneKindAlone(string verb, string resource, int role, int binding)
    {
        var (space, user) = await UserAsync($$"""[{{WritesRoles}},{"apiGroups":["rbac.authorization.k8s.io"],"resources":["{{resource}}"],"verbs":["{{verb}}"]}]""");

        Assert.Equal(role, await TryAsync(user, "POST", $"{Rbac}/namespaces/{space}/roles", $$"""{"metadata":{"name":"new"},"rules":[{{ReadsPods}}]}"""));
        Assert.Equal(binding, await TryAsync(user, "POST", $"{Rbac}/namespaces/{space}/rolebindings", Binding("new", "ClusterRole", "system:kube-dns")));
    }

    [Fact]
    public async Task Token_OfAnotherAccount_TakesTheRight()
    {
        var (space, user) = await UserAsync("""[{"apiGroups":[""],"resources":["serviceaccounts"],"verbs":["*"]}]""");

        Assert.Equal(403, await TryAsync(user, "POST", $"/api/v1/namespaces/{space}/serviceaccounts/default/token", "{}"));
        Assert.Equal(403, await TryAsync(user, "POST", "/api/v1/namespaces/kube-system/serviceaccounts/default/token", "{}"));
    }

    private async Task<(string Space, string User)> UserAsync(string rules)
    {
        var space = await server.NamespaceAsync();
        var user = $"climber-{space}";
        await server.GrantAsync(space, user, rules);
        return (space, user);
    }

    private async Task<int> TryAsync(string user, string method, string path, string body)
    {
        using var client = server.Clients.Client($"CN={user}");
        var answer = await server.SendAsync(method, path, null, body, client);
        return answer.Status;
    }

    private static string Binding(string name, string kind, string role) =>
        $$$"""{"metadata":{"name":"{{{name}}}"},"roleRef":{"apiGroup":"rbac.authorization.k8s.io","kind":"{{{kind}}}","name":"{{{role}}}"},"subjects":[{"kind":"User","name":"climber"}]}""";
}
