using System.Text.Json.Nodes;
using Kube.Conformance.Support;

namespace Kube.Conformance.Audit;

/// <summary>What the flags of auditing do to a server that has just these.</summary>
public sealed class AuditFlagTests
{
    private const string Everything = "{apiVersion: audit.k8s.io/v1, kind: Policy, rules: [{level: Metadata}]}";

    [Fact]
    public async Task Start_PolicyOrFlagsMakeNoSense_SaysWhy()
    {
        await using var server = new PrivateApiServer();
        var policy = await server.WriteAsync("policy.yaml", Everything.Replace("Metadata", "All", StringComparison.Ordinal));

        Assert.Contains(
            $"loading audit policy file: rules[0].level: Unsupported value: \"All\": supported values: \"None\", \"Metadata\", \"Request\", \"RequestResponse\": from file {policy}",
            await server.FailAsync("--audit-policy-file", policy), StringComparison.Ordinal);
        Assert.Contains(
            "invalid audit log mode loud, allowed modes are \"batch,blocking,blocking-strict\"",
            await server.FailAsync("--audit-log-path=-", "--audit-log-mode=loud"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Batch_LegacyOnStandardOutput_WritesLinesOfText()
    {
        await using var server = new PrivateApiServer();
        await server.StartAsync("--audit-policy-file", await server.WriteAsync("policy.yaml", Everything), "--audit-log-path=-", "--audit-log-mode=batch", "--audit-log-format=legacy");
        await server.Kubectl.RunAsync("create", "configmap", "told");

        const string told = "method=\"create\" user=\"admin\" groups=\"\\\"system:masters\\\",\\\"system:authenticated\\\"\" as=\"<self>\" asgroups=\"<lookup>\" user-agent=\"kubectl/";
        await Eventually.HoldsAsync("the event is told", () =>
        {
            Assert.Contains(server.Log.Split('\n'), line => line.Contains(" AUDIT: id=", StringComparison.Ordinal) && line.Contains(told, StringComparison.Ordinal) && line.EndsWith("namespace=\"default\" uri=\"/api/v1/namespaces/default/configmaps?fieldManager=kubectl-create&fieldValidation=Strict\" response=\"201\"", StringComparison.Ordinal));
            return Task.CompletedTask;
        });
    }

    [Fact]
    public async Task Truncate_EventTooLarge_LosesItsObjects()
    {
        await using var server = new PrivateApiServer();
        Assert.Contains("invalid audit truncate log max event size 0, must be a positive number", await server.FailAsync("--audit-log-path=-", "--audit-log-truncate-enabled", "--audit-log-truncate-max-event-size=0"), StringComparison.Ordinal);
        await server.StartAsync(
            "--audit-policy-file", await server.WriteAsync("policy.yaml", Everything.Replace("Metadata", "RequestResponse", StringComparison.Ordinal)),
            "--audit-log-path", server.PathOf("audit.log"), "--audit-log-truncate-enabled", "--audit-log-truncate-max-event-size=10000");

        await server.Kubectl.RunAsync("create", "configmap", "small", "--from-literal=a=b");
        await server.Kubectl.RunAsync("create", "configmap", "large", $"--from-literal=a={new string('x', 20_000)}");

        var (small, large) = (await EventAsync("small"), await EventAsync("large"));
        Assert.NotNull(small["requestObject"]);
        Assert.Null(small["annotations"]!["audit.k8s.io/truncated"]);
        Assert.Null(large["requestObject"]);
        Assert.Null(large["responseObject"]);
        Assert.Equal("true", (string?)large["annotations"]!["audit.k8s.io/truncated"]);

        async Task<JsonNode> EventAsync(string name)
        {
            var events = (await ReadAsync(server.PathOf("audit.log"))).Select(line => JsonNode.Parse(line)!);
            return events.Single(told => (string?)told["stage"] == "ResponseComplete" && (string?)told["verb"] == "create" && (string?)told["objectRef"]?["name"] == name);
        }
    }

    [Fact]
    public async Task Rotation_FileFull_KeepsTheNewestCompressed()
    {
        await using var server = new PrivateApiServer();
        await server.StartAsync(
            "--audit-policy-file", await server.WriteAsync("policy.yaml", Everything.Replace("Metadata", "RequestResponse", StringComparison.Ordinal)),
            "--audit-log-path", server.PathOf("logs/audit.log"), "--audit-log-maxsize=1", "--audit-log-maxbackup=2", "--audit-log-maxage=7", "--audit-log-compress");
        var body = new string('x', 400_000);

        // Each writes its object twice: a file holds one of them.
        for (var i = 0; i < 6; i++) await server.Kubectl.RunWithInputAsync($$$"""{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"m{{{i}}}"},"data":{"a":"{{{body}}}"} }""", "create", "-f", "-");

        var old = await Eventually.IsAsync("two are kept, compressed", () => Task.FromResult(Directory.GetFiles(server.PathOf("logs"), "audit-*")),
            files => files.Length == 2 && files.All(file => file.EndsWith(".log.gz", StringComparison.Ordinal)));
        Assert.True(new FileInfo(server.PathOf("logs/audit.log")).Length <= 1024 * 1024);
        await using var newest = new System.IO.Compression.GZipStream(File.OpenRead(old.Order(StringComparer.Ordinal).Last()), System.IO.Compression.CompressionMode.Decompress);
        using var reader = new StreamReader(newest);
        foreach (var line in (await reader.ReadToEndAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries)) Assert.Equal("Event", (string?)JsonNode.Parse(line)!["kind"]);
    }

    private static async Task<string[]> ReadAsync(string path)
    {
        await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(file);
        return (await reader.ReadToEndAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    [Theory]
    [InlineData("blocking", true)]
    [InlineData("blocking-strict", false)]
    public async Task Write_LogIsFull_FailsRequestsWhereTheModeSaysSo(string mode, bool served)
    {
        const string policy = "{apiVersion: audit.k8s.io/v1, kind: Policy, rules: [{level: None, nonResourceURLs: ['*']}, {level: Metadata}]}";
        await using var server = new PrivateApiServer();
        await server.StartAsync("--audit-policy-file", await server.WriteAsync("policy.yaml", policy), "--audit-log-path=/dev/full", "--audit-log-mode", mode);

        var outcome = await server.Kubectl.TryAsync("create", "configmap", "told");

        if (served) outcome.Succeeded();
        else outcome.Failed("failed to store audit event");
        var rejected = served ? "0" : "1";
        Assert.Contains($"apiserver_audit_requests_rejected_total {rejected}\n", await server.Kubectl.RunAsync("get", "--raw", "/metrics"), StringComparison.Ordinal);
    }
}
