using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using Kube.Conformance.Support;

namespace Kube.Conformance.Auth.Support;

/// <summary>An API server that knows every way of authenticating, and authorizes by Node and RBAC; one for all these tests.</summary>
public sealed class AuthServerFixture : IAsyncLifetime
{
    public const string Issuer = "https://issuer.example.com";
    public const string FormerIssuer = "https://former.example.com";
    public const string Audience = "https://api.example.com";
    public const string ProxyName = "front-proxy";
    public const string OidcClient = "kubernetes";

    private static int _spaces;

    private readonly PrivateApiServer _server = new();

    public TestAuthority Clients { get; } = new("clients");

    public TestAuthority Proxies { get; } = new("proxies");

    public TestAuthority Strangers { get; } = new("strangers");

    public RSA ServiceAccountKey { get; } = RSA.Create(2048);

    public TestService Service { get; private set; } = null!;

    public Kubectl Kubectl => _server.Kubectl;

    public string Log => _server.Log;

    public Kubectl KubectlAs(string token) => _server.KubectlAs(token);

    public async Task InitializeAsync()
    {
        using var services = new TestAuthority("services");
        Service = new TestService(services.Server("CN=service"));
        await Service.StartAsync();
        var serviceCa = await _server.WriteAsync("service-ca.crt", services.Pem);
        var webhook = await _server.WriteAsync("webhook", $$"""
            {"apiVersion":"v1","kind":"Config","current-context":"it",
             "clusters":[{"name":"it","cluster":{"server":"{{Service.Url}}/review","certificate-authority":"{{serviceCa}}"} }],
             "users":[{"name":"it","user":{} }],"contexts":[{"name":"it","context":{"cluster":"it","user":"it"} }]}
            """);
        var key = await _server.WriteAsync("sa.key", ServiceAccountKey.ExportPkcs8PrivateKeyPem());
        await _server.StartAsync(
            "--authorization-mode=Node,RBAC",
            $"--client-ca-file={await _server.WriteAsync("clients.crt", Clients.Pem)}",
            $"--requestheader-client-ca-file={await _server.WriteAsync("proxies.crt", Proxies.Pem)}",
            $"--requestheader-allowed-names={ProxyName}",
            "--requestheader-username-headers=X-Remote-User",
            "--requestheader-uid-headers=X-Remote-Uid",
            "--requestheader-group-headers=X-Remote-Group",
            "--requestheader-extra-headers-prefix=X-Remote-Extra-",
            $"--service-account-signing-key-file={key}",
            $"--service-account-key-file={await _server.WriteAsync("sa.pub", ServiceAccountKey.ExportSubjectPublicKeyInfoPem())}",
            $"--service-account-issuer={Issuer}",
            $"--service-account-issuer={FormerIssuer}",
            "--service-account-max-token-expiration=2h",
            $"--api-audiences={Audience}",
            "--enable-bootstrap-token-auth",
            $"--oidc-issuer-url={Service.Url}",
            $"--oidc-client-id={OidcClient}",
            $"--oidc-ca-file={serviceCa}",
            "--oidc-username-claim=name",
            "--oidc-username-prefix=oidc:",
            "--oidc-groups-claim=groups",
            "--oidc-groups-prefix=oidc:",
            "--oidc-required-claim=tenant=blue",
            $"--authentication-token-webhook-config-file={webhook}",
            "--authentication-token-webhook-version=v1");
    }

    public async Task DisposeAsync()
    {
        await _server.DisposeAsync();
        await Service.DisposeAsync();
        Clients.Dispose();
        Proxies.Dispose();
        Strangers.Dispose();
        ServiceAccountKey.Dispose();
    }

    /// <summary>Sends a request exactly so.</summary>
    public Task<Answer> SendAsync(string method, string target, IEnumerable<(string, string)>? headers = null, string? body = null, X509Certificate2? certificate = null) =>
        RawHttp.SendAsync(_server.Port, method, target, headers ?? [], body, certificate);

    public Task<Answer> SendAsAsync(string token, string method, string target, string? body = null) =>
        SendAsync(method, target, [("Authorization", $"Bearer {token}")], body);

    /// <summary>As the administrator; what is expected is asserted.</summary>
    public async Task<JsonNode> AdminAsync(string method, string target, string? body = null, int expected = 200)
    {
        var answer = await SendAsAsync(PrivateApiServer.AdminToken, method, target, body);
        Assert.True(answer.Status == expected, $"{method} {target}: {answer.Status} {answer.Body}");
        return answer.Json;
    }

    /// <summary>Whom the server takes somebody for, who is expected to be known.</summary>
    public async Task<JsonNode> WhoAsync(IEnumerable<(string, string)> headers, X509Certificate2? certificate = null)
    {
        var answer = await TryWhoAsync(headers, certificate);
        Assert.True(answer.Status == 201, $"{answer.Status} {answer.Body}");
        return answer.Json["status"]!["userInfo"]!;
    }

    public Task<JsonNode> WhoIsAsync(string token) => WhoAsync([("Authorization", $"Bearer {token}")]);

    public Task<Answer> TryWhoAsync(IEnumerable<(string, string)> headers, X509Certificate2? certificate = null) =>
        SendAsync("POST", "/apis/authentication.k8s.io/v1/selfsubjectreviews", headers, """{"kind":"SelfSubjectReview","apiVersion":"authentication.k8s.io/v1"}""", certificate);

    /// <summary>Asserts that nobody is known by this token.</summary>
    public async Task RefusesAsync(string token) => Assert.Equal(401, (await TryWhoAsync([("Authorization", $"Bearer {token}")])).Status);

    /// <summary>A new namespace with a service account named default.</summary>
    public async Task<string> NamespaceAsync()
    {
        var name = $"auth-{Interlocked.Increment(ref _spaces)}";
        await AdminAsync("POST", "/api/v1/namespaces", $$"""{"metadata":{"name":"{{name}}"} }""", 201);
        await AdminAsync("POST", $"/api/v1/namespaces/{name}/serviceaccounts", """{"metadata":{"name":"default"}}""", 201);
        return name;
    }

    /// <summary>A token of a namespace's default account.</summary>
    /// <param name="spec">Of the TokenRequest.</param>
    public async Task<string> TokenAsync(string space, string spec = "{}") =>
        (string)(await AdminAsync("POST", $"/api/v1/namespaces/{space}/serviceaccounts/default/token", $$"""{"spec":{{spec}} }""", 201))["status"]!["token"]!;

    /// <summary>Gives a user a role of these rules in a namespace, or everywhere for "".</summary>
    public async Task GrantAsync(string space, string user, string rules)
    {
        var (role, binding, kind) = space.Length > 0 ? ($"namespaces/{space}/roles", $"namespaces/{space}/rolebindings", "Role") : ("clusterroles", "clusterrolebindings", "ClusterRole");
        var name = $"r-{Guid.NewGuid():n}";
        await AdminAsync("POST", $"/apis/rbac.authorization.k8s.io/v1/{role}", $$"""{"metadata":{"name":"{{name}}"},"rules":{{rules}} }""", 201);
        await AdminAsync("POST", $"/apis/rbac.authorization.k8s.io/v1/{binding}",
            $$"""{"metadata":{"name":"{{name}}"},"roleRef":{"apiGroup":"rbac.authorization.k8s.io","kind":"{{kind}}","name":"{{name}}"},"subjects":[{"kind":"User","name":"{{user}}"}]}""", 201);
    }
}
