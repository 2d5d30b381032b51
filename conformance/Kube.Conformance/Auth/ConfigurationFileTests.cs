using System.Text.Json.Nodes;
using Kube.Conformance.Auth.Support;
using Kube.Conformance.Support;

namespace Kube.Conformance.Auth;

/// <summary><c>--authentication-config</c> and <c>--authorization-config</c>.</summary>
public sealed class ConfigurationFileTests
{
    private const string Review = """{"kind":"SelfSubjectReview","apiVersion":"authentication.k8s.io/v1"}""";

    [Fact]
    public async Task Authentication_IssuersAndAnonymousPaths_AreThoseOfTheFile()
    {
        using var services = new TestAuthority("services");
        await using var issuer = new TestService(services.Server("CN=issuer"));
        await issuer.StartAsync();
        await using var server = new PrivateApiServer();
        await server.StartAsync(
            "--authorization-config", await server.WriteAsync("authz.yaml", """
                apiVersion: apiserver.config.k8s.io/v1
                kind: AuthorizationConfiguration
                authorizers: [{type: Node, name: nodes}, {type: RBAC, name: roles}]
                """),
            "--authentication-config", await server.WriteAsync("authn.yaml", $$"""
                apiVersion: apiserver.config.k8s.io/v1
                kind: AuthenticationConfiguration
                anonymous:
                  enabled: true
                  conditions: [{path: /livez}]
                jwt:
                - issuer:
                    url: {{issuer.Url}}
                    audiences: [one, two]
                    audienceMatchPolicy: MatchAny
                    certificateAuthority: |
                {{string.Join('\n', services.Pem.Split('\n').Select(line => "      " + line))}}
                  claimValidationRules: [{claim: tenant, requiredValue: blue}]
                  claimMappings:
                    username: {claim: name, prefix: "issuer:"}
                    groups: {claim: roles, prefix: ""}
                    uid: {claim: sub}
                """));

        var who = await WhoAsync(Token(claims => claims["aud"] = "two"));
        Assert.Equal(201, who.Status);
        var user = who.Json["status"]!["userInfo"]!;
        Assert.Equal(("issuer:erin", "7"), ((string?)user["username"], (string?)user["uid"]));
        Assert.Equal(["devs", "system:authenticated"], user["groups"]!.AsArray().Select(group => (string?)group));
        foreach (var change in (Action<JsonObject>[])
        [
            claims => claims["aud"] = "three", claims => claims["tenant"] = "red", claims => claims.Remove("name"), claims => claims.Remove("sub"), claims => claims["iss"] = "https://127.0.0.1:1",
        ])
        {
            Assert.Equal(401, (await WhoAsync(Token(change))).Status);
        }
        Assert.Equal(200, (await SendAsync("GET", "/livez")).Status);
        Assert.Equal(401, (await SendAsync("GET", "/healthz")).Status);
        Assert.Equal(401, (await SendAsync("GET", "/api/v1/secrets")).Status);
        (await server.KubectlAs(Token(_ => { })).TryAsync("get", "pods")).Failed("User \"issuer:erin\" cannot list resource \"pods\"");

        Task<Answer> SendAsync(string method, string path) => RawHttp.SendAsync(server.Port, method, path, [], null, null);

        Task<Answer> WhoAsync(string token) => RawHttp.SendAsync(server.Port, "POST", "/apis/authentication.k8s.io/v1/selfsubjectreviews", [("Authorization", $"Bearer {token}")], Review, null);

        string Token(Action<JsonObject> change)
        {
            var claims = new JsonObject
            {
                ["iss"] = issuer.Url, ["aud"] = "one", ["sub"] = "7", ["name"] = "erin", ["tenant"] = "blue", ["roles"] = new JsonArray("devs"),
                ["exp"] = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() + 600,
            };
            change(claims);
            return Jwt.Rs256(claims, issuer.Signing.Key, issuer.Signing.Id);
        }
    }

    [Fact]
    public async Task Start_FilesOrFlagsMakeNoSense_SaysWhy()
    {
        await using var server = new PrivateApiServer();
        const string issuer = "issuer: {url: https://issuer.example.com, audiences: [one]}";

        await RefusedAsync("authentication", "Authentication", $"jwt: [{{{issuer}, claimMappings: {{username: {{claim: name}}}}}}]",
            "jwt[0].claimMappings.username.prefix: Required value: prefix is required when claim is set. It can be set to an empty string to disable prefixing");
        await RefusedAsync("authentication", "Authentication", $"jwt: [{{{issuer}, claimMappings: {{username: {{expression: claims.name}}}}}}]",
            "jwt[0].claimMappings.username.expression: Forbidden: CEL expressions are not supported by this server");
        await RefusedAsync("authentication", "Authentication", "jwt: [{issuer: {url: 'http://issuer.example.com'}, claimMappings: {username: {claim: name, prefix: ''}}}]",
            "jwt[0].issuer.url: Invalid value: \"http://issuer.example.com\": URL scheme must be https", "jwt[0].issuer.audiences: Required value: at least one jwt[0].issuer.audiences is required");
        await RefusedAsync("authentication", "Authentication", "anonymous: {enabled: false, conditions: [{path: /livez}]}", "enabled should be set to true when conditions are defined");
        await RefusedAsync("authentication", "Authentication", "surprise: true", "strict decoding error: unknown field \"surprise\"");
        await RefusedAsync("authorization", "Authorization", "authorizers: []", "authorizers: Required value: at least one authorization mode must be defined");
        await RefusedAsync("authorization", "Authorization", "authorizers: [{type: RBAC, name: one}, {type: RBAC, name: two}]", "authorizers[1].type: Duplicate value: \"RBAC\"");
        await RefusedAsync("authorization", "Authorization", "authorizers: [{type: Webhook, name: hook}]", "authorizers[0].type: Forbidden: Webhook authorizers are not supported by this server");

        async Task RefusedAsync(string flag, string kind, string content, params string[] words)
        {
            var file = await server.WriteAsync("config.yaml", $"apiVersion: apiserver.config.k8s.io/v1\nkind: {kind}Configuration\n{content}\n");
            var said = await server.FailAsync($"--{flag}-config", file);
            foreach (var word in words) Assert.Contains(word, said, StringComparison.Ordinal);
        }
    }
}
