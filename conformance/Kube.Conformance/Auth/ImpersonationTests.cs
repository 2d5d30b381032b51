using Kube.Conformance.Auth.Support;
using Kube.Conformance.Support;

namespace Kube.Conformance.Auth;

/// <summary>Acting as somebody else takes the right to for each part of that other.</summary>
[Collection(AuthCollection.Name)]
public sealed class ImpersonationTests(AuthServerFixture server)
{
    [Fact]
    public async Task Administrator_ActsAsAnybody()
    {
        var who = await server.WhoAsync(
        [
            ("Authorization", $"Bearer {PrivateApiServer.AdminToken}"), ("Impersonate-User", "dora"), ("Impersonate-Uid", "9"),
            ("Impersonate-Group", "red"), ("Impersonate-Group", "blue"), ("Impersonate-Extra-Acme.com%2fScope", "view"),
        ]);

        Assert.Equal(("dora", "9"), ((string?)who["username"], (string?)who["uid"]));
        Assert.Equal(["red", "blue", "system:authenticated"], who["groups"]!.AsArray().Select(group => (string?)group));
        Assert.Equal("view", (string?)who["extra"]!["acme.com/scope"]![0]);
    }

    [Theory]
    [InlineData("users \"admin\"", "Impersonate-User", "admin")]
    [InlineData("groups \"system:masters\"", "Impersonate-User", "dora", "Impersonate-Group", "system:masters")]
    [InlineData("uids.authentication.k8s.io \"1\"", "Impersonate-User", "dora", "Impersonate-Uid", "1")]
    [InlineData("userextras.authentication.k8s.io \"admin\"", "Impersonate-User", "dora", "Impersonate-Extra-Scope", "admin")]
    [InlineData("serviceaccounts \"default\"", "Impersonate-User", "system:serviceaccount:kube-system:default")]
    public async Task Part_WithoutTheRightForIt_IsForbidden(string refused, params string[] headers)
    {
        using var client = server.Clients.Client("CN=impersonator");
        await GrantDoraAsync();

        var answer = await server.TryWhoAsync(headers.Chunk(2).Select(pair => (pair[0], pair[1])), client);

        Assert.Equal(403, answer.Status);
        Assert.Contains($"{refused} is forbidden: User \"impersonator\" cannot impersonate resource", (string)answer.Json["message"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task User_WithTheRight_IsThatUserAndNoMore()
    {
        using var client = server.Clients.Client("CN=impersonator");
        await GrantDoraAsync();

        var who = await server.WhoAsync([("Impersonate-User", "dora")], client);

        Assert.Equal("dora", (string?)who["username"]);
        Assert.Equal(["system:authenticated"], who["groups"]!.AsArray().Select(group => (string?)group));
    }

    [Fact]
    public async Task Parts_WithoutAUser_AreAnError()
    {
        var answer = await server.TryWhoAsync([("Authorization", $"Bearer {PrivateApiServer.AdminToken}"), ("Impersonate-Group", "red")]);

        Assert.Equal(500, answer.Status);
        Assert.Contains("without impersonating a user", answer.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Anonymous_ActsAsNobody()
    {
        Assert.Equal(403, (await server.TryWhoAsync([("Impersonate-User", "admin")])).Status);
    }

    private async Task GrantDoraAsync() => await server.GrantAsync("", "impersonator", """[{"apiGroups":[""],"resources":["users"],"verbs":["impersonate"],"resourceNames":["dora"]}]""");
}
