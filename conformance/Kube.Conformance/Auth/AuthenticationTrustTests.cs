using Kube.Conformance.Auth.Support;
using Kube.Conformance.Support;

namespace Kube.Conformance.Auth;

/// <summary>What extension servers learn from <c>kube-system/extension-apiserver-authentication</c>.</summary>
[Collection(AuthCollection.Name)]
public sealed class AuthenticationTrustTests(AuthServerFixture server)
{
    private const string Path = "/api/v1/namespaces/kube-system/configmaps/extension-apiserver-authentication";

    [Fact]
    public async Task ConfigMap_OfTheServer_TellsWhomItBelieves()
    {
        var data = (await server.AdminAsync("GET", Path))["data"]!;

        Assert.Equal(server.Clients.Pem + "\n", (string?)data["client-ca-file"]);
        Assert.Equal(server.Proxies.Pem + "\n", (string?)data["requestheader-client-ca-file"]);
        Assert.Equal($"[\"{AuthServerFixture.ProxyName}\"]", (string?)data["requestheader-allowed-names"]);
        Assert.Equal("[\"X-Remote-User\"]", (string?)data["requestheader-username-headers"]);
        Assert.Equal("[\"X-Remote-Group\"]", (string?)data["requestheader-group-headers"]);
        Assert.Equal("[\"X-Remote-Extra-\"]", (string?)data["requestheader-extra-headers-prefix"]);
    }

    [Fact]
    public async Task ConfigMap_DeletedOrChanged_IsAsBeforeAndKeepsWhatOthersTrust()
    {
        await RestoredAsync();
        using var others = new TestAuthority("others");
        await server.AdminAsync("PATCH", Path, new System.Text.Json.Nodes.JsonObject { ["data"] = new System.Text.Json.Nodes.JsonObject { ["client-ca-file"] = others.Pem } }.ToJsonString());

        await Eventually.HoldsAsync("both are trusted", async () =>
        {
            var trusted = (string)(await server.AdminAsync("GET", Path))["data"]!["client-ca-file"]!;
            Assert.Equal($"{others.Pem}\n{server.Clients.Pem}\n", trusted);
        });
        await RestoredAsync();

        async Task RestoredAsync()
        {
            await server.AdminAsync("DELETE", Path);
            await Eventually.HoldsAsync("it is there again", async () => Assert.Equal(server.Clients.Pem + "\n", (string?)(await server.AdminAsync("GET", Path))["data"]!["client-ca-file"]));
        }
    }

    [Fact]
    public async Task Reader_OfTheRoleForIt_ReadsItAlone()
    {
        var space = await server.NamespaceAsync();
        await server.AdminAsync("POST", "/apis/rbac.authorization.k8s.io/v1/namespaces/kube-system/rolebindings",
            $$"""{"metadata":{"name":"extension-{{space}}"},"roleRef":{"apiGroup":"rbac.authorization.k8s.io","kind":"Role","name":"extension-apiserver-authentication-reader"},"subjects":[{"kind":"ServiceAccount","name":"default","namespace":"{{space}}"}]}""", 201);
        var token = await server.TokenAsync(space);

        foreach (var (path, expected) in ((string, int)[])
        [
            (Path, 200),
            ("/api/v1/namespaces/kube-system/configmaps?fieldSelector=metadata.name%3Dextension-apiserver-authentication", 200),
            ("/api/v1/namespaces/kube-system/configmaps?watch=true&timeoutSeconds=1&fieldSelector=metadata.name%3Dextension-apiserver-authentication", 200),
            ("/api/v1/namespaces/kube-system/configmaps", 403),
            ("/api/v1/namespaces/kube-system/configmaps/other", 403),
        ])
        {
            Assert.Equal(expected, (await server.SendAsAsync(token, "GET", path)).Status);
        }
    }

    [Fact]
    public async Task Tracking_OfLegacyTokens_TellsSinceWhen() =>
        Assert.Matches(@"^\d{4}-\d\d-\d\d$", (string?)(await server.AdminAsync("GET", "/api/v1/namespaces/kube-system/configmaps/kube-apiserver-legacy-service-account-token-tracking"))["data"]!["since"]);
}
