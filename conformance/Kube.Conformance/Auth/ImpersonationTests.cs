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

    /// <summary>The refusal is that of the first mode the request could have had.</summary>
    [Theory]
    [InlineData("impersonate-on:user-info:create", "Impersonate-User", "admin")]
    [InlineData("impersonate-on:user-info:create", "Impersonate-User", "dora", "Impersonate-Group", "system:masters")]
    [InlineData("impersonate-on:user-info:create", "Impersonate-User", "dora", "Impersonate-Uid", "1")]
    [InlineData("impersonate-on:user-info:create", "Impersonate-User", "dora", "Impersonate-Extra-Scope", "admin")]
    [InlineData("impersonate-on:serviceaccount:create", "Impersonate-User", "system:serviceaccount:kube-system:default")]
    [InlineData("impersonate-on:arbitrary-node:create", "Impersonate-User", "system:node:n")]
    public async Task Part_WithoutTheRightForIt_IsForbidden(string verb, params string[] headers)
    {
        var user = await ImpersonatorAsync(DoraAlone);
        using var client = server.Clients.Client($"CN={user}");

        var answer = await server.TryWhoAsync(headers.Chunk(2).Select(pair => (pair[0], pair[1])), client);

        Assert.Equal(403, answer.Status);
        Assert.Equal(
            $"selfsubjectreviews.authentication.k8s.io is forbidden: User \"{user}\" cannot {verb} resource \"selfsubjectreviews\" in API group \"authentication.k8s.io\" at the cluster scope",
            (string?)answer.Json["message"]);
    }

    /// <summary>Who acted as somebody by the old right is refused by what that one lacks.</summary>
    [Theory]
    [InlineData("groups \"system:masters\"", "Impersonate-Group", "system:masters")]
    [InlineData("uids.authentication.k8s.io \"1\"", "Impersonate-Uid", "1")]
    [InlineData("userextras.authentication.k8s.io \"admin\"", "Impersonate-Extra-Scope", "admin")]
    public async Task Part_WithTheOldRightForAnother_IsForbidden(string refused, string header, string value)
    {
        var user = await ImpersonatorAsync(DoraAlone);
        using var client = server.Clients.Client($"CN={user}");
        await server.WhoAsync([("Impersonate-User", "dora")], client);

        var answer = await server.TryWhoAsync([("Impersonate-User", "dora"), (header, value)], client);

        Assert.Equal(403, answer.Status);
        Assert.Contains($"{refused} is forbidden: User \"{user}\" cannot impersonate resource", (string)answer.Json["message"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task User_WithTheRight_IsThatUserAndNoMore()
    {
        using var client = server.Clients.Client($"CN={await ImpersonatorAsync(DoraAlone)}");

        var who = await server.WhoAsync([("Impersonate-User", "dora")], client);

        Assert.Equal("dora", (string?)who["username"]);
        Assert.Equal(["system:authenticated"], who["groups"]!.AsArray().Select(group => (string?)group));
    }

    [Fact]
    public async Task Parts_WithoutAUser_AreAnError()
    {
        var answer = await server.TryWhoAsync([("Authorization", $"Bearer {PrivateApiServer.AdminToken}"), ("Impersonate-Group", "red")]);

        Assert.Equal(400, answer.Status);
        Assert.Equal(
            "requested &user.DefaultInfo{Name:\"\", UID:\"\", Groups:[]string{\"red\"}, Extra:map[string][]string(nil)} without impersonating a user name",
            (string?)answer.Json["message"]);
    }

    /// <summary>KEP 5284: the right to be somebody, for some requests alone.</summary>
    [Fact]
    public async Task Constrained_ToSomeRequests_IsThatUserThereAndNobodyElsewhere()
    {
        var space = await server.NamespaceAsync();
        var user = await ImpersonatorAsync("""
            {"apiGroups":["authentication.k8s.io"],"resources":["users"],"resourceNames":["dora"],"verbs":["impersonate:user-info"]},
            {"apiGroups":[""],"resources":["configmaps"],"verbs":["impersonate-on:user-info:list"]}
            """);
        await server.GrantAsync(space, "dora", """[{"apiGroups":[""],"resources":["configmaps","secrets"],"verbs":["get","list"]}]""");
        using var client = server.Clients.Client($"CN={user}");

        Assert.Equal(200, (await AsDoraAsync("configmaps")).Status);
        foreach (var (path, verb) in ((string, string)[])[("configmaps/one", "get"), ("secrets", "list")])
        {
            var refused = await AsDoraAsync(path);
            Assert.Equal(403, refused.Status);
            Assert.Contains($"User \"{user}\" cannot impersonate-on:user-info:{verb} resource \"{path.Split('/')[0]}\"", refused.Body.Replace("\\\"", "\"", StringComparison.Ordinal), StringComparison.Ordinal);
        }
        Assert.Equal(403, (await server.SendAsync("GET", $"/api/v1/namespaces/{space}/configmaps", [("Impersonate-User", "emil")], certificate: client)).Status);

        Task<Answer> AsDoraAsync(string path) => server.SendAsync("GET", $"/api/v1/namespaces/{space}/{path}", [("Impersonate-User", "dora")], certificate: client);
    }

    [Theory]
    [InlineData("groups \"system:masters\" is forbidden", "impersonating the system:masters group is not allowed", "Impersonate-Group", "system:masters")]
    [InlineData("userextras.authentication.k8s.io is forbidden", "impersonating an invalid key in extra is not allowed", "Impersonate-Extra-Scope", "view")]
    public async Task Constrained_WithEveryRight_StillIsNoMaster(string refused, string why, string header, string value)
    {
        using var client = server.Clients.Client($"CN={await ImpersonatorAsync("""
            {"apiGroups":["*"],"resources":["*"],"verbs":["impersonate:user-info","impersonate-on:user-info:create"]}
            """)}");

        var message = (string)(await server.TryWhoAsync([("Impersonate-User", "dora"), (header, value)], client)).Json["message"]!;

        Assert.Contains(refused.Replace(" \"", ".authentication.k8s.io \"", StringComparison.Ordinal), message, StringComparison.Ordinal);
        Assert.EndsWith(why, message.Split(": extra.key")[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Constrained_ToTheOwnNode_IsThatNodeAlone()
    {
        var space = await server.NamespaceAsync();
        await server.AdminAsync("POST", "/api/v1/nodes", $$"""{"metadata":{"name":"near-{{space}}"} }""", 201);
        await server.AdminAsync("POST", $"/api/v1/namespaces/{space}/pods", $$"""{"metadata":{"name":"agent"},"spec":{"nodeName":"near-{{space}}","containers":[{"name":"c","image":"i"}]} }""", 201);
        await server.GrantAsync("", $"system:serviceaccount:{space}:default", """
            [{"apiGroups":["authentication.k8s.io"],"resources":["nodes"],"verbs":["impersonate:associated-node"]},
             {"apiGroups":["authentication.k8s.io"],"resources":["selfsubjectreviews"],"verbs":["impersonate-on:associated-node:create"]}]
            """);
        var token = await server.TokenAsync(space, """{"boundObjectRef":{"apiVersion":"v1","kind":"Pod","name":"agent"}}""");

        var who = await server.WhoAsync([("Authorization", $"Bearer {token}"), ("Impersonate-User", $"system:node:near-{space}")]);

        Assert.Equal($"system:node:near-{space}", (string?)who["username"]);
        Assert.Equal(["system:nodes", "system:authenticated"], who["groups"]!.AsArray().Select(group => (string?)group));
        Assert.Equal(403, (await server.TryWhoAsync([("Authorization", $"Bearer {token}"), ("Impersonate-User", "system:node:far")])).Status);
    }

    [Fact]
    public async Task Anonymous_ActsAsNobody()
    {
        Assert.Equal(403, (await server.TryWhoAsync([("Impersonate-User", "admin")])).Status);
    }

    private const string DoraAlone = """{"apiGroups":[""],"resources":["users"],"verbs":["impersonate"],"resourceNames":["dora"]}""";

    /// <summary>Somebody new with these rights.</summary>
    private async Task<string> ImpersonatorAsync(string rules)
    {
        var user = $"impersonator-{Guid.NewGuid():n}";
        await server.GrantAsync("", user, $"[{rules}]");
        return user;
    }
}
