using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Kube.Conformance.Support;

namespace Kube.Conformance.Audit;

/// <summary>Who did what, as <c>--audit-log-path</c> tells it.</summary>
public sealed partial class AuditLogTests(AuditedServer server) : IClassFixture<AuditedServer>
{
    [Fact]
    public async Task Create_RequestResponse_TellsBothObjectsAndWhoAskedFromWhere()
    {
        await server.Kubectl.RunAsync("create", "configmap", "told", "--from-literal=word=blue");

        var events = await server.RequestAsync("create", "configmaps", "told");

        Assert.Equal(["RequestReceived", "ResponseComplete"], events.Select(told => (string?)told["stage"]));
        Assert.Null(events[0]["responseStatus"]);
        var done = events[1];
        Assert.Equal(("Event", "audit.k8s.io/v1", "RequestResponse"), ((string?)done["kind"], (string?)done["apiVersion"], (string?)done["level"]));
        Assert.StartsWith("/api/v1/namespaces/default/configmaps?fieldManager=kubectl-create", (string?)done["requestURI"], StringComparison.Ordinal);
        Assert.Equal("""{"username":"admin","uid":"1","groups":["system:masters","system:authenticated"]}""", done["user"]!.ToJsonString());
        Assert.Equal("127.0.0.1", (string?)Assert.Single(done["sourceIPs"]!.AsArray()));
        Assert.StartsWith("kubectl/", (string?)done["userAgent"], StringComparison.Ordinal);
        Assert.Equal("""{"resource":"configmaps","namespace":"default","name":"told","apiVersion":"v1"}""", done["objectRef"]!.ToJsonString());
        Assert.Equal("""{"metadata":{},"code":201}""", done["responseStatus"]!.ToJsonString());
        Assert.Equal("blue", (string?)done["requestObject"]!["data"]!["word"]);
        Assert.NotNull((string?)done["responseObject"]!["metadata"]!["uid"]);
        Assert.Null(done["responseObject"]!["metadata"]!["managedFields"]);
        Assert.Equal("allow", (string?)done["annotations"]!["authorization.k8s.io/decision"]);
        Assert.Matches(MicroTime(), (string?)done["requestReceivedTimestamp"]);
        Assert.Matches(MicroTime(), (string?)done["stageTimestamp"]);
    }

    [Fact]
    public async Task Apply_Request_TellsTheConfigurationButNotTheAnswer()
    {
        await server.Kubectl.ApplyAsync("""
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: applied}
            spec:
              selector: {matchLabels: {app: applied}}
              template: {metadata: {labels: {app: applied}}, spec: {containers: [{name: main, image: nginx}]}}
            """, "--server-side");

        var told = Assert.Single(await server.RequestAsync("patch", "deployments", "applied"));

        Assert.Equal("nginx", (string?)told["requestObject"]!["spec"]!["template"]!["spec"]!["containers"]![0]!["image"]);
        Assert.Null(told["responseObject"]);
    }

    [Fact]
    public async Task Scale_SubresourceOfARule_TellsItAsReference()
    {
        await server.Kubectl.RunAsync("create", "deployment", "scaled", "--image=nginx");
        await server.Kubectl.RunAsync("scale", "deployment", "scaled", "--replicas=2");

        var told = await server.RequestAsync(told => (string?)told["objectRef"]?["subresource"] == "scale" && (string?)told["verb"] is "patch" or "update");

        Assert.Equal(2, (int)told[^1]["requestObject"]!["spec"]!["replicas"]!);
    }

    [Fact]
    public async Task Patch_OfSeveralLines_IsToldOnOne()
    {
        await server.Kubectl.RunAsync("create", "configmap", "patched");
        await server.Kubectl.RunAsync("patch", "configmap", "patched", "--type=json", "-p", "[\n  {\"op\": \"add\",\n \"path\": \"/data\", \"value\": {\"a\": \"b\\nc\"}}\n]");

        var events = await server.RequestAsync("patch", "configmaps", "patched");

        Assert.Equal("b\nc", (string?)events[^1]["requestObject"]![0]!["value"]!["a"]);
    }

    [Fact]
    public async Task Delete_TellsTheOptionsAndTheStatus()
    {
        await server.Kubectl.RunAsync("create", "configmap", "deleted");
        await server.Kubectl.RunAsync("delete", "configmap", "deleted");

        var events = await server.RequestAsync("delete", "configmaps", "deleted");

        Assert.Equal("Background", (string?)events[^1]["requestObject"]!["propagationPolicy"]);
        var status = events[^1]["responseStatus"]!;
        Assert.Equal(("Success", 200, "deleted"), ((string?)status["status"], (int)status["code"]!, (string?)status["details"]!["name"]));
    }

    [Fact]
    public async Task List_TellsTheListEvenWhereItIsATable()
    {
        await server.Kubectl.RunAsync("create", "configmap", "listed");
        await server.Kubectl.RunAsync("get", "configmaps", "--field-selector=metadata.name=listed");
        await server.Kubectl.RunAsync("get", "--raw", "/api/v1/namespaces/default/configmaps?fieldSelector=metadata.name%3Dlisted");

        var table = await server.RequestAsync(told => (string?)told["responseObject"]?["kind"] == "Table" && (string?)told["objectRef"]!["name"] == "listed");
        var list = await server.RequestAsync(told => (string?)told["responseObject"]?["kind"] == "ConfigMapList" && (string?)told["objectRef"]!["name"] == "listed");

        Assert.Null(Assert.Single(table[^1]["responseObject"]!["rows"]!.AsArray())!["object"]!["metadata"]!["managedFields"]);
        Assert.Null(Assert.Single(list[^1]["responseObject"]!["items"]!.AsArray())!["metadata"]!["managedFields"]);
    }

    [Fact]
    public async Task Watch_TellsItsStartWhileItGoesOn()
    {
        await using (var watch = server.Kubectl.Start("get", "--raw", "/api/v1/namespaces/default/configmaps?watch=true&fieldSelector=metadata.name%3Dwatched"))
        {
            var started = await server.RequestAsync(IsMeant, "ResponseStarted");
            Assert.Equal(["RequestReceived", "ResponseStarted"], started.Select(told => (string?)told["stage"]));
            Assert.Equal(200, (int)started[1]["responseStatus"]!["code"]!);
        }

        var events = await server.RequestAsync(IsMeant);
        Assert.Equal(["RequestReceived", "ResponseStarted", "ResponseComplete"], events.Select(told => (string?)told["stage"]));

        static bool IsMeant(JsonNode told) => (string?)told["verb"] == "watch" && (string?)told["objectRef"]!["name"] == "watched";
    }

    [Fact]
    public async Task Forbidden_TellsTheDecisionAndItsReason()
    {
        (await server.KubectlAs(AuditedServer.UserToken).TryAsync("get", "configmap", "forbidden")).Failed("is forbidden");

        var events = await server.RequestAsync("get", "configmaps", "forbidden");

        Assert.Equal("forbid", (string?)events[^1]["annotations"]!["authorization.k8s.io/decision"]);
        var status = events[^1]["responseStatus"]!;
        Assert.Equal(("Failure", "Forbidden", 403), ((string?)status["status"], (string?)status["reason"], (int)status["code"]!));
        Assert.StartsWith("configmaps \"forbidden\" is forbidden: User \"dora\" cannot get resource", (string?)status["message"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Unknown_TellsTheRefusalOfNobody()
    {
        var answer = await server.SendAsync("GET", "/api/v1/namespaces/default/configmaps/unknown", headers: ("Authorization", "Bearer wrong-token"));
        Assert.Equal(401, answer.Status);

        var told = Assert.Single(await server.RequestAsync(told => (string?)told["objectRef"]?["name"] == "unknown", "ResponseStarted"));

        Assert.Equal("{}", told["user"]!.ToJsonString());
        Assert.Equal((401, "Unauthorized"), ((int)told["responseStatus"]!["code"]!, (string?)told["responseStatus"]!["reason"]));
    }

    [Fact]
    public async Task Impersonation_TellsBothUsers()
    {
        await server.Kubectl.TryAsync("get", "configmap", "impersonated", "--as=boots", "--as-group=dancers");

        var events = await server.RequestAsync("get", "configmaps", "impersonated");

        Assert.Equal("admin", (string?)events[^1]["user"]!["username"]);
        Assert.Equal("""{"username":"boots","groups":["dancers","system:authenticated"]}""", events[^1]["impersonatedUser"]!.ToJsonString());
    }

    [Fact]
    public async Task AuditId_GivenByTheClient_IsKeptAndAnswered()
    {
        var answer = await server.SendAsync("GET", "/version", null, ("Authorization", $"Bearer {PrivateApiServer.AdminToken}"), ("Audit-ID", "from-before"), ("X-Forwarded-For", "192.0.2.7"));

        var events = await server.RequestAsync(told => (string?)told["auditID"] == "from-before");

        Assert.Contains("Audit-Id: from-before", answer.Head, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(("get", "/version"), ((string?)events[^1]["verb"], (string?)events[^1]["requestURI"]));
        Assert.Equal(["192.0.2.7", "127.0.0.1"], events[^1]["sourceIPs"]!.AsArray().Select(address => (string?)address));
        Assert.Null(events[^1]["objectRef"]);
    }

    [Fact]
    public async Task Pod_AgainstTheAuditedStandard_TellsItsViolations()
    {
        await server.Kubectl.ApplyAsync("apiVersion: v1\nkind: Namespace\nmetadata: {name: audited, labels: {pod-security.kubernetes.io/audit: restricted}}");
        var there = server.Kubectl.In("audited");
        await there.RunAsync("create", "serviceaccount", "default");
        await there.RunAsync("run", "loose", "--image=nginx");
        await there.RunAsync("create", "deployment", "loose", "--image=nginx");

        var pod = (await server.RequestAsync("create", "pods", "loose"))[^1]["annotations"]!;
        var deployment = (await server.RequestAsync("create", "deployments", "loose"))[^1]["annotations"]!;

        Assert.Equal("privileged:latest", (string?)pod["pod-security.kubernetes.io/enforce-policy"]);
        Assert.StartsWith("would violate PodSecurity \"restricted:latest\": allowPrivilegeEscalation != false", (string?)pod["pod-security.kubernetes.io/audit-violations"], StringComparison.Ordinal);
        Assert.Equal(pod["pod-security.kubernetes.io/audit-violations"]!.ToString(), deployment["pod-security.kubernetes.io/audit-violations"]!.ToString().Replace("\"nginx\"", "\"loose\"", StringComparison.Ordinal));
    }

    [Fact]
    public async Task None_TellsNothing()
    {
        await server.KubectlAs(AuditedServer.QuietToken).RunAsync("create", "configmap", "quiet");
        await server.Kubectl.RunAsync("create", "configmap", "loud");
        await server.RequestAsync("create", "configmaps", "loud");

        Assert.DoesNotContain(await server.EventsAsync(), told => (string?)told["user"]!["username"] == "quiet");
    }

    [Fact]
    public async Task Log_WhateverIsDone_HoldsNoSecretAndNoToken()
    {
        const string secret = "very-confidential";
        await server.Kubectl.RunAsync("create", "secret", "generic", "hidden", $"--from-literal=word={secret}");
        await server.Kubectl.RunAsync("get", "secrets", "-o", "yaml");
        await server.Kubectl.RunAsync("create", "serviceaccount", "robot");
        var token = await server.Kubectl.RunAsync("create", "token", "robot");
        await server.KubectlAs(token).RunAsync("auth", "whoami");
        await server.Kubectl.RunWithInputAsync($$"""{"apiVersion":"authentication.k8s.io/v1","kind":"TokenReview","spec":{"token":"{{token}}"} }""", "create", "-f", "-", "-o", "yaml");
        var asked = await server.RequestAsync(told => (string?)told["objectRef"]?["subresource"] == "token");
        var reviewed = await server.RequestAsync(told => (string?)told["objectRef"]?["resource"] == "tokenreviews");
        await server.RequestAsync("create", "secrets", "hidden");

        // What was asked for and what came of it is told all the same, and by which token later requests were made.
        Assert.StartsWith("JTI=", (string?)asked[^1]["annotations"]!["authentication.kubernetes.io/issued-credential-id"], StringComparison.Ordinal);
        Assert.NotNull((string?)asked[^1]["responseObject"]!["status"]!["expirationTimestamp"]);
        Assert.True((bool?)reviewed[^1]["responseObject"]!["status"]!["authenticated"]);
        string[] hidden = [secret, Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(secret)), token, token.Split('.')[2], PrivateApiServer.AdminToken, AuditedServer.UserToken, "Bearer"];
        foreach (var line in await server.LinesAsync())
        {
            Assert.NotNull(JsonNode.Parse(line));
            Assert.DoesNotContain(hidden, word => line.Contains(word, StringComparison.Ordinal));
        }
    }

    [GeneratedRegex(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$")]
    private static partial Regex MicroTime();
}
