using Kube.Conformance.Auth.Support;
using Kube.Conformance.Support;

namespace Kube.Conformance.Auth;

/// <summary>Client certificates: the common name is the user, the organizations are the groups, and strangers' certificates are refused.</summary>
[Collection(AuthCollection.Name)]
public sealed class ClientCertificateTests(AuthServerFixture server)
{
    private static readonly (string, string)[] AdminToken = [("Authorization", $"Bearer {PrivateApiServer.AdminToken}")];

    [Fact]
    public async Task Certificate_OfTheAuthority_IsItsUser()
    {
        using var certificate = server.Clients.Client("CN=alice, O=red, O=blue");

        var who = await server.WhoAsync([], certificate);

        Assert.Equal("alice", (string?)who["username"]);
        Assert.Equal(["blue", "red", "system:authenticated"], who["groups"]!.AsArray().Select(group => (string?)group).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Certificate_OfAStranger_IsRefused()
    {
        using var certificate = server.Strangers.Client("CN=alice, O=system:masters");

        Assert.Equal(401, (await server.TryWhoAsync([], certificate)).Status);
    }

    [Fact]
    public async Task Certificate_Expired_IsRefused()
    {
        using var certificate = server.Clients.Client("CN=alice, O=system:masters", TimeProvider.System.GetUtcNow().AddHours(-1));

        Assert.Equal(401, (await server.TryWhoAsync([], certificate)).Status);
    }

    [Fact]
    public async Task Certificate_ForServers_IsRefused()
    {
        using var certificate = server.Clients.Server("CN=alice, O=system:masters");

        Assert.Equal(401, (await server.TryWhoAsync([], certificate)).Status);
    }

    [Fact]
    public async Task Certificate_WithoutAName_IsRefused()
    {
        using var certificate = server.Clients.Client("O=system:masters");

        Assert.Equal(401, (await server.TryWhoAsync([], certificate)).Status);
    }

    [Fact]
    public async Task Certificate_OfAStrangerBesideAToken_DoesNoHarm()
    {
        using var certificate = server.Strangers.Client("CN=alice");

        Assert.Equal("admin", (string?)(await server.WhoAsync(AdminToken, certificate))["username"]);
    }

    [Fact]
    public async Task Certificate_BesideAnUnknownToken_StillCounts()
    {
        using var certificate = server.Clients.Client("CN=alice");

        Assert.Equal("alice", (string?)(await server.WhoAsync([("Authorization", "Bearer nonsense")], certificate))["username"]);
    }
}
