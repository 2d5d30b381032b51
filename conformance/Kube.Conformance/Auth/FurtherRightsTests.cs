using Kube.Conformance.Auth.Support;

namespace Kube.Conformance.Auth;

/// <summary>What a request turns out to do takes the right to that too, whatever its method.</summary>
[Collection(AuthCollection.Name)]
public sealed class FurtherRightsTests(AuthServerFixture server)
{
    [Fact]
    public async Task Apply_OfWhatIsNotThere_TakesTheRightToCreate()
    {
        var (space, user) = await UserAsync("""[{"apiGroups":[""],"resources":["configmaps"],"verbs":["get","patch"]}]""");
        var path = $"/api/v1/namespaces/{space}/configmaps/made?fieldManager=me";
        const string body = """{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"made"},"data":{"a":"b"}}""";

        var refused = await ApplyAsync();
        Assert.Equal(403, refused.Status);
        Assert.Equal("configmaps \"made\" is forbidden: ", (string?)refused.Json["message"]);
        await server.AdminAsync("GET", path, expected: 404);

        await server.GrantAsync(space, user, """[{"apiGroups":[""],"resources":["configmaps"],"verbs":["create"]}]""");
        Assert.Equal(201, (await ApplyAsync()).Status);
        Assert.Equal(200, (await ApplyAsync()).Status);

        async Task<Answer> ApplyAsync()
        {
            using var client = server.Clients.Client($"CN={user}");
            return await server.SendAsync("PATCH", path, [("Content-Type", "application/apply-patch+yaml")], body, client);
        }
    }

    [Theory]
    [InlineData("coordination.k8s.io", "leases", "Lease", "/apis/coordination.k8s.io/v1")]
    [InlineData("", "endpoints", "Endpoints", "/api/v1")]
    [InlineData("rbac.authorization.k8s.io", "roles", "Role", "/apis/rbac.authorization.k8s.io/v1")]
    public async Task Update_OfWhatIsNotThere_TakesTheRightToCreate(string group, string resource, string kind, string root)
    {
        var (space, user) = await UserAsync($$"""[{"apiGroups":["{{group}}"],"resources":["{{resource}}"],"verbs":["get","update"]}]""");
        var body = $$$"""{"apiVersion":"{{{root.Split('/', 3)[2]}}}","kind":"{{{kind}}}","metadata":{"name":"made"} }""";
        using var client = server.Clients.Client($"CN={user}");

        var refused = await server.SendAsync("PUT", $"{root}/namespaces/{space}/{resource}/made", null, body, client);

        Assert.Equal((403, $"{resource}{(group.Length > 0 ? "." : "")}{group} \"made\" is forbidden: "), (refused.Status, (string?)refused.Json["message"]));
        await server.GrantAsync(space, user, $$"""[{"apiGroups":["{{group}}"],"resources":["{{resource}}"],"verbs":["create"]}]""");
        Assert.Equal(201, (await server.SendAsync("PUT", $"{root}/namespaces/{space}/{resource}/made", null, body, client)).Status);
    }

    /// <summary>A session over a WebSocket is opened by a GET.</summary>
    [Theory]
    [InlineData("exec", "?command=sh&stdout=true")]
    [InlineData("attach", "?stdout=true")]
    [InlineData("portforward", "?ports=80")]
    public async Task Session_OverAWebSocket_TakesTheRightToCreate(string subresource, string query)
    {
        var (space, user) = await UserAsync($$"""[{"apiGroups":[""],"resources":["pods","pods/{{subresource}}"],"verbs":["get"]}]""");
        await server.AdminAsync("POST", $"/api/v1/namespaces/{space}/pods", """{"metadata":{"name":"p"},"spec":{"containers":[{"name":"c","image":"i"}]}}""", 201);
        using var client = server.Clients.Client($"CN={user}");

        var refused = await OpenAsync();
        Assert.Equal((403, "pods \"p\" is forbidden: "), (refused.Status, (string?)refused.Json["message"]));
        await server.GrantAsync(space, user, $$"""[{"apiGroups":[""],"resources":["pods/{{subresource}}"],"verbs":["create"]}]""");
        Assert.Contains("does not have a host assigned", (await OpenAsync()).Body, StringComparison.Ordinal);

        Task<Answer> OpenAsync() => server.SendAsync(
            "GET", $"/api/v1/namespaces/{space}/pods/p/{subresource}{query}",
            [("Upgrade", "websocket"), ("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ=="), ("Sec-WebSocket-Version", "13"), ("Sec-WebSocket-Protocol", "v5.channel.k8s.io")], null, client);
    }

    private async Task<(string Space, string User)> UserAsync(string rules)
    {
        var space = await server.NamespaceAsync();
        var user = $"further-{space}";
        await server.GrantAsync(space, user, rules);
        return (space, user);
    }
}
