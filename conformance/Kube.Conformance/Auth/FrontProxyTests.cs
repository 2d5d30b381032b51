using Kube.Conformance.Auth.Support;

namespace Kube.Conformance.Auth;

/// <summary>What a front proxy says is believed with its certificate, and from nobody else.</summary>
[Collection(AuthCollection.Name)]
public sealed class FrontProxyTests(AuthServerFixture server)
{
    [Fact]
    public async Task Headers_OfTheProxy_TellWhoAsks()
    {
        using var proxy = server.Proxies.Client($"CN={AuthServerFixture.ProxyName}");

        var who = await server.WhoAsync(
            [("X-Remote-User", "carol"), ("X-Remote-Uid", "42"), ("x-remote-group", "red"), ("X-REMOTE-GROUP", "blue"), ("X-Remote-Extra-Acme.Com%2fProject", "one")], proxy);

        Assert.Equal(("carol", "42"), ((string?)who["username"], (string?)who["uid"]));
        Assert.Equal(["red", "blue", "system:authenticated"], who["groups"]!.AsArray().Select(group => (string?)group));
        Assert.Equal("one", (string?)who["extra"]!["acme.com/project"]![0]);
    }

    [Fact]
    public async Task Headers_GivenTwice_CountOnce()
    {
        using var proxy = server.Proxies.Client($"CN={AuthServerFixture.ProxyName}");

        Assert.Equal("carol", (string?)(await server.WhoAsync([("X-Remote-User", "carol"), ("X-Remote-User", "admin")], proxy))["username"]);
    }

    [Theory]
    [InlineData("X-Remote-User")]
    [InlineData("x-remote-user")]
    [InlineData("X_Remote_User")]
    public async Task Headers_WithoutACertificate_AreNothing(string header)
    {
        var answer = await server.SendAsync("GET", "/api/v1/secrets", [(header, "admin"), ("X-Remote-Group", "system:masters")]);

        Assert.Equal(403, answer.Status);
        Assert.Contains("system:anonymous", answer.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Headers_BesideAnotherIdentity_AreNothing()
    {
        using var client = server.Clients.Client("CN=mallory");
        using var otherProxy = server.Proxies.Client("CN=somebody-else");
        using var stranger = server.Strangers.Client($"CN={AuthServerFixture.ProxyName}");
        (string, string)[] smuggled = [("X-Remote-User", "admin"), ("X-Remote-Group", "system:masters")];

        Assert.Equal("mallory", (string?)(await server.WhoAsync(smuggled, client))["username"]);
        Assert.Equal(401, (await server.TryWhoAsync(smuggled, otherProxy)).Status);
        Assert.Equal(401, (await server.TryWhoAsync(smuggled, stranger)).Status);
    }

    [Fact]
    public async Task Proxy_ThatNamesNobody_IsNobody()
    {
        using var proxy = server.Proxies.Client($"CN={AuthServerFixture.ProxyName}");

        Assert.Equal(401, (await server.TryWhoAsync([("X-Remote-Group", "system:masters")], proxy)).Status);
    }
}
