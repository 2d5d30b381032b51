using Kube.Conformance.Auth.Support;

namespace Kube.Conformance.Auth;

/// <summary>However a path or method is written, what is authorized is what is answered.</summary>
[Collection(AuthCollection.Name)]
public sealed class PathTests(AuthServerFixture server)
{
    [Theory]
    [InlineData("GET", "/healthz/../api/v1/secrets")]
    [InlineData("GET", "/healthz/%2e%2e/api/v1/secrets")]
    [InlineData("GET", "/healthz/%2E%2E%2fapi/v1/secrets")]
    [InlineData("GET", "/version/..%2fapi/v1/secrets")]
    [InlineData("GET", "/healthz;/../api/v1/secrets")]
    [InlineData("GET", "//api/v1/secrets")]
    [InlineData("GET", "/api//v1//secrets")]
    [InlineData("GET", "/api/v1/secrets/")]
    [InlineData("GET", "/api/v1/secrets;a=b")]
    [InlineData("GET", "/api/v1/./secrets")]
    [InlineData("GET", "/api%2fv1%2fsecrets")]
    [InlineData("GET", "/%61pi/v1/secrets")]
    [InlineData("GET", "/API/v1/secrets")]
    [InlineData("GET", "/metrics")]
    [InlineData("GET", "//metrics")]
    [InlineData("GET", "/healthz/../metrics")]
    [InlineData("GET", "/healthz//../metrics")]
    [InlineData("get", "/api/v1/secrets")]
    [InlineData("Get", "/api/v1/secrets")]
    [InlineData("HEAD", "/api/v1/secrets")]
    [InlineData("LIST", "/api/v1/secrets")]
    [InlineData("DELETECOLLECTION", "/api/v1/namespaces/default/secrets")]
    [InlineData("OPTIONS", "/api/v1/secrets")]
    [InlineData("TRACE", "/api/v1/secrets")]
    public async Task Request_OfAnonymous_ReachesNothing(string method, string path)
    {
        var answer = await server.SendAsync(method, path);

        Assert.True(answer.Status is 400 or 401 or 403 or 404 or 405, $"{method} {path}: {answer.Status} {answer.Body}");
        Assert.DoesNotContain("\"items\"", answer.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("# TYPE", answer.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Request_BesideTheOwnNamespace_IsRefused()
    {
        var (own, other) = (await server.NamespaceAsync(), await server.NamespaceAsync());
        var user = $"user-of-{own}";
        await server.GrantAsync(own, user, """[{"apiGroups":[""],"resources":["secrets"],"verbs":["get","list","watch"]}]""");
        await server.AdminAsync("POST", $"/api/v1/namespaces/{other}/secrets", """{"metadata":{"name":"theirs"},"stringData":{"k":"v"}}""", 201);
        using var client = server.Clients.Client($"CN={user}");
        Assert.Equal(200, (await server.SendAsync("GET", $"/api/v1/namespaces/{own}/secrets", certificate: client)).Status);

        foreach (var path in (string[])
        [
            $"/api/v1/namespaces/{other}/secrets/theirs",
            $"/api/v1/namespaces/{own}/../{other}/secrets/theirs",
            $"/api/v1/namespaces/{own}/secrets/../../{other}/secrets/theirs",
            $"/api/v1/namespaces/{own}/secrets/%2e%2e/%2e%2e/{other}/secrets/theirs",
            $"/api/v1/namespaces/{own}%2f..%2f{other}/secrets/theirs",
            $"/api/v1/namespaces/{own}/secrets/..%2f..%2f{other}%2fsecrets%2ftheirs",
            $"/api/v1/watch/namespaces/{other}/secrets",
            $"/api/v1/namespaces/{own}/namespaces/{other}/secrets/theirs",
            "/api/v1/secrets",
            $"/api/v1/secrets?namespace={other}",
            $"/api/v1/namespaces//secrets",
        ])
        {
            var answer = await server.SendAsync("GET", path, certificate: client);
            Assert.True(answer.Status is 400 or 403 or 404, $"{path}: {answer.Status} {answer.Body}");
            Assert.DoesNotContain("\"k\"", answer.Body, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("POST", "secrets", "create")]
    [InlineData("DELETE", "secrets", "deletecollection")]
    [InlineData("DELETE", "secrets/x", "delete")]
    [InlineData("PATCH", "secrets/x", "patch")]
    [InlineData("PUT", "secrets/x", "update")]
    [InlineData("GET", "secrets?watch=true", "watch")]
    [InlineData("GET", "secrets?watch=1", "watch")]
    [InlineData("GET", "pods/x/exec?command=sh", "get")]
    public async Task Verb_OfAMethod_IsWhatAuthorizersAreAsked(string method, string path, string verb)
    {
        var answer = await server.SendAsync(method, $"/api/v1/namespaces/default/{path}", body: method is "GET" or "DELETE" ? null : "{}");

        Assert.Equal(403, answer.Status);
        Assert.Contains($"cannot {verb} resource", answer.Body, StringComparison.Ordinal);
    }
}
