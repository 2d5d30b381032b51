using Kube.Conformance.Auth.Support;
using Kube.Conformance.Support;

namespace Kube.Conformance.Auth;

/// <summary>A token bound to an object is worth nothing once that object is gone, even if another of its name comes.</summary>
[Collection(AuthCollection.Name)]
public sealed class BoundTokenTests(AuthServerFixture server)
{
    private const string Pod = """{"metadata":{"name":"bound"},"spec":{"containers":[{"name":"c","image":"i"}]}}""";
    private const string Secret = """{"metadata":{"name":"bound"}}""";

    [Theory]
    [InlineData("Pod", "pods", Pod)]
    [InlineData("Secret", "secrets", Secret)]
    public async Task Token_BoundToADeletedObject_IsRefused(string kind, string plural, string manifest)
    {
        var space = await server.NamespaceAsync();
        await DeletedTokenIsRefusedAsync(space, kind, $"/api/v1/namespaces/{space}/{plural}", "bound", manifest);
    }

    [Fact]
    public async Task Token_BoundToADeletedNode_IsRefused()
    {
        var space = await server.NamespaceAsync();
        await DeletedTokenIsRefusedAsync(space, "Node", "/api/v1/nodes", $"node-{space}", $$"""{"metadata":{"name":"node-{{space}}"} }""");
    }

    [Fact]
    public async Task Token_OfADeletedAccount_IsRefused()
    {
        var space = await server.NamespaceAsync();
        var token = await server.TokenAsync(space);
        await server.WhoIsAsync(token);

        await server.AdminAsync("DELETE", $"/api/v1/namespaces/{space}/serviceaccounts/default");
        await RefusedAsync(token);
        await server.AdminAsync("POST", $"/api/v1/namespaces/{space}/serviceaccounts", """{"metadata":{"name":"default"}}""", 201);

        await server.RefusesAsync(token);
    }

    [Fact]
    public async Task Token_BoundToAPod_NamesItAndItsNode()
    {
        var space = await server.NamespaceAsync();
        await server.AdminAsync("POST", "/api/v1/nodes", $$"""{"metadata":{"name":"host-{{space}}"} }""", 201);
        await server.AdminAsync("POST", $"/api/v1/namespaces/{space}/pods", $$"""{"metadata":{"name":"bound"},"spec":{"nodeName":"host-{{space}}","containers":[{"name":"c","image":"i"}]} }""", 201);
        var token = await server.TokenAsync(space, """{"boundObjectRef":{"apiVersion":"v1","kind":"Pod","name":"bound"}}""");

        var extra = (await server.WhoIsAsync(token))["extra"]!;
        Assert.Equal("bound", (string?)extra["authentication.kubernetes.io/pod-name"]![0]);
        Assert.Equal($"host-{space}", (string?)extra["authentication.kubernetes.io/node-name"]![0]);

        // The pod outlives its node's object: so does its token.
        await server.AdminAsync("DELETE", $"/api/v1/nodes/host-{space}");
        await server.WhoIsAsync(token);
    }

    [Fact]
    public async Task Request_ForAnObjectThatWasReplaced_IsAConflict()
    {
        var space = await server.NamespaceAsync();
        await server.AdminAsync("POST", $"/api/v1/namespaces/{space}/secrets", Secret, 201);

        await server.AdminAsync("POST", $"/api/v1/namespaces/{space}/serviceaccounts/default/token",
            """{"spec":{"boundObjectRef":{"apiVersion":"v1","kind":"Secret","name":"bound","uid":"the-one-before"}}}""", 409);
    }

    private async Task DeletedTokenIsRefusedAsync(string space, string kind, string collection, string name, string manifest)
    {
        await server.AdminAsync("POST", collection, manifest, 201);
        var token = await server.TokenAsync(space, $$$"""{"boundObjectRef":{"apiVersion":"v1","kind":"{{{kind}}}","name":"{{{name}}}"} }""");
        await server.WhoIsAsync(token);

        await server.AdminAsync("DELETE", $"{collection}/{name}?gracePeriodSeconds=0");
        await RefusedAsync(token);
        await server.AdminAsync("POST", collection, manifest, 201);

        await server.RefusesAsync(token);
    }

    /// <summary>Upstream allows a token that was good a moment ago to go on for a few seconds.</summary>
    private Task RefusedAsync(string token) => Eventually.HoldsAsync("the token is refused", () => server.RefusesAsync(token));
}
