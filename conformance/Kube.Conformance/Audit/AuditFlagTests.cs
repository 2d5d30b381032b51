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
