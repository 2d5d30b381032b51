using System.Net;
using Kube.ApiServer.Tests.Hosting;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Tests.Authorization;

/// <summary>Who may do what on a running server in mode Node,RBAC; users are impersonated by the administrator.</summary>
public sealed class AuthorizationTests(ApiServerFixture server) : IClassFixture<ApiServerFixture>
{
    private const string Rbac = "/apis/rbac.authorization.k8s.io/v1";

    [Fact]
    public async Task Get_WithoutRights_IsForbiddenAsUpstreamSays()
    {
        var space = await server.NamespaceAsync();

        var refused = await server.SendAsAsync("bob", HttpMethod.Get, $"/api/v1/namespaces/{space}/pods", null, 403);

        Assert.Equal($"pods is forbidden: User \"bob\" cannot list resource \"pods\" in API group \"\" in the namespace \"{space}\"", refused.String("message"));
    }

    [Fact]
    public async Task Review_BoundUser_NamesBindingAndRole()
    {
        var space = await server.NamespaceAsync();
        await BindAsync(space, "readers", "view", "carol");
        await server.SendAsync(HttpMethod.Post, $"{Rbac}/clusterroles", """{"metadata":{"name":"carols"},"rules":[{"verbs":["get"],"apiGroups":[""],"resources":["pods"]}]}""", 201);
        await BindAsync(space, "carols", "carols", "carol");

        var review = await ReviewAsync("carol", space, "get", "pods");

        Assert.True(review.Bool("allowed"));
        Assert.Equal($"RBAC: allowed by RoleBinding \"carols/{space}\" of ClusterRole \"carols\" to User \"carol\"", review.String("reason"));
        Assert.False((await ReviewAsync("carol", space, "delete", "pods")).Bool("allowed"));
    }

    [Fact]
    public async Task Review_RoleIsGone_SaysSo()
    {
        var space = await server.NamespaceAsync();
        await BindAsync(space, "dangling", "nowhere", "dan");

        Assert.Equal("RBAC: clusterrole.rbac.authorization.k8s.io \"nowhere\" not found", (await ReviewAsync("dan", space, "get", "pods")).String("reason"));
    }

    [Fact]
    public async Task Create_RoleBeyondOwnRights_IsRefusedWithWhatIsMissing()
    {
        var space = await server.NamespaceAsync();
        await server.SendAsync(HttpMethod.Post, $"{Rbac}/namespaces/{space}/roles",
            $$$"""{"metadata":{"name":"own"},"rules":[{"verbs":["*"],"apiGroups":["rbac.authorization.k8s.io"],"resources":["roles","rolebindings"],"resourceNames":[]},{"verbs":["get"],"apiGroups":[""],"resources":["pods"]}]}""", 201);
        await BindAsync(space, "own", "own", "eve", "Role");
        // Everything on roles includes escalate and bind, so take that away again.
        await server.SendAsync(HttpMethod.Put, $"{Rbac}/namespaces/{space}/roles/own",
            """{"metadata":{"name":"own"},"rules":[{"verbs":["create","update","get"],"apiGroups":["rbac.authorization.k8s.io"],"resources":["roles","rolebindings"]},{"verbs":["get"],"apiGroups":[""],"resources":["pods"]}]}""");

        await server.SendAsAsync("eve", HttpMethod.Post, $"{Rbac}/namespaces/{space}/roles", """{"metadata":{"name":"fine"},"rules":[{"verbs":["get"],"apiGroups":[""],"resources":["pods"]}]}""", 201);
        var refused = await server.SendAsAsync("eve", HttpMethod.Post, $"{Rbac}/namespaces/{space}/roles",
            """{"metadata":{"name":"more"},"rules":[{"verbs":["get","list"],"apiGroups":[""],"resources":["pods","secrets"]}]}""", 403);
        var unbound = await server.SendAsAsync("eve", HttpMethod.Post, $"{Rbac}/namespaces/{space}/rolebindings", Binding("grab", "cluster-admin", "eve"), 403);

        Assert.Equal(
            "roles.rbac.authorization.k8s.io \"more\" is forbidden: user \"eve\" (groups=[\"system:authenticated\"]) is attempting to grant RBAC permissions not currently held:\n"
            + "{APIGroups:[\"\"], Resources:[\"pods\"], Verbs:[\"list\"]}\n{APIGroups:[\"\"], Resources:[\"secrets\"], Verbs:[\"get\" \"list\"]}",
            refused.String("message"));
        Assert.Contains("{APIGroups:[\"*\"], Resources:[\"*\"], Verbs:[\"*\"]}", unbound.String("message"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Impersonate_WithoutTheRight_IsForbidden()
    {
        using var response = await server.RawAsync(HttpMethod.Get, "/api/v1/pods", user: "frank", bearer: ApiServerFixture.UserToken);

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        Assert.Contains("pods is forbidden: User \\\"user\\\" cannot impersonate-on:user-info:list resource \\\"pods\\\" in API group \\\"\\\" at the cluster scope", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoami_ServiceAccountImpersonated_IsInItsGroups()
    {
        var review = await server.SendAsAsync("system:serviceaccount:space:robot", HttpMethod.Post, "/apis/authentication.k8s.io/v1/selfsubjectreviews", "{}", 201);

        Assert.Equal(["system:serviceaccounts", "system:serviceaccounts:space", "system:authenticated"], review.Map("status")!.Map("userInfo")!.List("groups")!.OfType<string>());
    }

    [Theory]
    [InlineData(ApiServerFixture.UserToken, true)]
    [InlineData("bogus", false)]
    public async Task TokenReview_Token_IsKnownOrNot(string token, bool known)
    {
        var status = (await server.SendAsync(HttpMethod.Post, "/apis/authentication.k8s.io/v1/tokenreviews", $$$"""{"spec":{"token":"{{{token}}}"}}""", 201)).Map("status")!;

        Assert.Equal(known, status.Bool("authenticated") ?? false);
        Assert.Equal(known ? null : "invalid bearer token", status.String("error"));
        Assert.Equal(known ? "user" : null, status.Map("user")!.String("username"));
    }

    [Fact]
    public async Task RulesReview_BasicUser_ListsWhatEverybodyMay()
    {
        var status = (await server.SendAsAsync("gina", HttpMethod.Post, "/apis/authorization.k8s.io/v1/selfsubjectrulesreviews", """{"spec":{"namespace":"default"}}""", 201)).Map("status")!;

        Assert.False(status.Bool("incomplete"));
        Assert.Contains(status.Maps("resourceRules"), rule => rule.List("resources")!.Contains("selfsubjectaccessreviews"));
        Assert.Contains(status.Maps("nonResourceRules"), rule => rule.List("nonResourceURLs")!.Contains("/version"));
    }

    private Task BindAsync(string space, string name, string role, string user, string kind = "ClusterRole") =>
        server.SendAsync(HttpMethod.Post, $"{Rbac}/namespaces/{space}/rolebindings", Binding(name, role, user, kind), 201);

    private static string Binding(string name, string role, string user, string kind = "ClusterRole") =>
        $$$"""{"metadata":{"name":"{{{name}}}"},"roleRef":{"apiGroup":"rbac.authorization.k8s.io","kind":"{{{kind}}}","name":"{{{role}}}"},"subjects":[{"kind":"User","name":"{{{user}}}"}]}""";

    private async Task<JsonMap> ReviewAsync(string user, string space, string verb, string resource) =>
        (await server.SendAsync(HttpMethod.Post, "/apis/authorization.k8s.io/v1/subjectaccessreviews",
            $$$"""{"spec":{"resourceAttributes":{"namespace":"{{{space}}}","verb":"{{{verb}}}","resource":"{{{resource}}}"},"user":"{{{user}}}"} }""", 201)).Map("status")!;
}
