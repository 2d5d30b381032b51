using Kube.Conformance.Auth.Support;

namespace Kube.Conformance.Auth;

/// <summary>Bootstrap tokens, by which nodes join: good as long as their secret says so.</summary>
[Collection(AuthCollection.Name)]
public sealed class BootstrapTokenTests(AuthServerFixture server)
{
    private const string Password = "0123456789abcdef";

    [Fact]
    public async Task Token_OfASecret_IsABootstrapper()
    {
        await CreateAsync("aaaaaa", """ "auth-extra-groups":"system:bootstrappers:workers" """);

        var who = await server.WhoIsAsync($"aaaaaa.{Password}");

        Assert.Equal("system:bootstrap:aaaaaa", (string?)who["username"]);
        Assert.Equal(["system:bootstrappers", "system:bootstrappers:workers", "system:authenticated"], who["groups"]!.AsArray().Select(group => (string?)group));
        await server.RefusesAsync("aaaaaa.0123456789abcdee");
        await server.RefusesAsync($"bbbbbb.{Password}");
        await server.RefusesAsync($"AAAAAA.{Password}");
    }

    [Theory]
    [InlineData("cccccc", """ "expiration":"2020-01-01T00:00:00Z" """)]
    [InlineData("dddddd", """ "usage-bootstrap-authentication":"false" """)]
    [InlineData("eeeeee", """ "auth-extra-groups":"system:masters" """)]
    [InlineData("ffffff", """ "token-id":"gggggg" """)]
    [InlineData("hhhhhh", """ "expiration":"soon" """)]
    public async Task Token_ThatMayNot_IsRefused(string id, string data)
    {
        await CreateAsync(id, data);

        await server.RefusesAsync($"{id}.{Password}");
    }

    [Fact]
    public async Task Token_OfAnotherTypeOfSecret_IsRefused()
    {
        await CreateAsync("iiiiii", """ "description":"none" """, "Opaque");

        await server.RefusesAsync($"iiiiii.{Password}");
    }

    private async Task CreateAsync(string id, string data, string type = "bootstrap.kubernetes.io/token")
    {
        var own = System.Text.Json.Nodes.JsonNode.Parse($$"""{"token-id":"{{id}}","token-secret":"{{Password}}","usage-bootstrap-authentication":"true"}""")!.AsObject();
        foreach (var (key, value) in System.Text.Json.Nodes.JsonNode.Parse($"{{{data}}}")!.AsObject()) own[key] = (string?)value;
        await server.AdminAsync("POST", "/api/v1/namespaces/kube-system/secrets", $$"""{"metadata":{"name":"bootstrap-token-{{id}}"},"type":"{{type}}","stringData":{{own.ToJsonString()}} }""", 201);
    }
}
