using Kube.Conformance.Auth.Support;

namespace Kube.Conformance.Auth;

/// <summary>Tokens nobody else knows are asked of a service, and its answers remembered.</summary>
[Collection(AuthCollection.Name)]
public sealed class TokenWebhookTests(AuthServerFixture server)
{
    [Fact]
    public async Task Token_TheServiceKnows_IsItsUser()
    {
        var who = await server.WhoIsAsync(TestService.KnownToken);

        Assert.Equal(("hook", "7"), ((string?)who["username"], (string?)who["uid"]));
        Assert.Equal(["hooked", "system:authenticated"], who["groups"]!.AsArray().Select(group => (string?)group));
        Assert.Equal("red", (string?)who["extra"]!["team"]![0]);
    }

    [Fact]
    public async Task Token_NobodyKnows_IsRefused()
    {
        var before = server.Service.Asked;

        await server.RefusesAsync("known-to-nobody-at-all");
        await server.RefusesAsync("known-to-nobody-at-all");

        Assert.True(server.Service.Asked > before, "the service was asked");
    }
}
