using System.Text.Json.Nodes;
using Kube.Conformance.Auth.Support;
using Kube.Conformance.Support;

namespace Kube.Conformance.Audit;

/// <summary>An API server with an audit policy of every level, and what its log says.</summary>
public sealed class AuditedServer : IAsyncLifetime
{
    public const string UserToken = "token-of-dora";
    public const string QuietToken = "token-of-the-quiet-user";

    private const string Policy = """
        apiVersion: audit.k8s.io/v1
        kind: Policy
        rules:
        - level: None
          users: [quiet]
        - level: None
          nonResourceURLs: ["/api*", "/readyz", "/openapi/*"]
        - level: Metadata
          resources:
          - group: ""
            resources: [secrets]
        - level: Request
          omitStages: [RequestReceived]
          resources:
          - group: apps
            resources: ["deployments", "deployments/*"]
        - level: RequestResponse
          omitManagedFields: true
          resources:
          - group: ""
            resources: [configmaps]
        - level: RequestResponse
        """;

    private readonly PrivateApiServer _server = new();

    public Kubectl Kubectl => _server.Kubectl;

    public Kubectl KubectlAs(string token) => _server.KubectlAs(token);

    public async Task InitializeAsync()
    {
        var tokens = await _server.WriteAsync("users.csv", $"{PrivateApiServer.AdminToken},admin,1,\"system:masters\"\n{UserToken},dora,2,painters\n{QuietToken},quiet,3,\"system:masters\"\n");
        var signingKey = await _server.WriteAsync("sa.key", System.Security.Cryptography.RSA.Create(2048).ExportPkcs8PrivateKeyPem());
        await _server.StartAsync(
            "--token-auth-file", tokens, "--authorization-mode=RBAC", "--service-account-signing-key-file", signingKey,
            "--audit-policy-file", await _server.WriteAsync("policy.yaml", Policy), "--audit-log-path", _server.PathOf("logs/audit.log"));
    }

    public async Task DisposeAsync() => await _server.DisposeAsync();

    /// <summary>Sends a request with these headers alone.</summary>
    public Task<Answer> SendAsync(string method, string target, string? body = null, params (string, string)[] headers) =>
        RawHttp.SendAsync(_server.Port, method, target, headers, body, null);

    /// <summary>All lines of the log. The last may be half written, and is left out then.</summary>
    public async Task<string[]> LinesAsync()
    {
        await using var file = new FileStream(_server.PathOf("logs/audit.log"), FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(file);
        var text = await reader.ReadToEndAsync();
        return text[..(text.LastIndexOf('\n') + 1)].Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    public async Task<JsonNode[]> EventsAsync() => [.. (await LinesAsync()).Select(line => JsonNode.Parse(line)!)];

    /// <summary>The events of one request, once the log has its last one; in the order they were told.</summary>
    /// <param name="stage">Of the last event.</param>
    public Task<JsonNode[]> RequestAsync(Func<JsonNode, bool> isMeant, string stage = "ResponseComplete") => Eventually.IsAsync(
        $"the log tells {stage}",
        async () =>
        {
            var events = await EventsAsync();
            var last = events.FirstOrDefault(told => isMeant(told) && (string?)told["stage"] == stage);
            return last is null ? [] : events.Where(told => (string?)told["auditID"] == (string?)last["auditID"]).ToArray();
        },
        events => events.Length > 0);

    /// <summary>The events of the request that did something to an object of the namespace default.</summary>
    public Task<JsonNode[]> RequestAsync(string verb, string resource, string name) => RequestAsync(told =>
        (string?)told["verb"] == verb && (string?)told["objectRef"]?["resource"] == resource && (string?)told["objectRef"]?["name"] == name);
}
