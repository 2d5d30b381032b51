using Kube.Conformance.Auth.Support;

namespace Kube.Conformance.Auth;

/// <summary><c>kubectl auth</c>.</summary>
[Collection(AuthCollection.Name)]
public sealed class CanITests(AuthServerFixture server)
{
    [Fact]
    public async Task CanI_SaysYesOrNoAndWhy()
    {
        var (space, user) = await ReaderAsync();
        var kubectl = server.Kubectl.In(space);

        Assert.Equal("yes", await kubectl.RunAsync("auth", "can-i", "list", "pods", "--as", user));
        Assert.Equal("yes", await kubectl.RunAsync("auth", "can-i", "get", "pods/log", "--as", user));
        Assert.Equal("yes", await kubectl.RunAsync("auth", "can-i", "get", "configmaps/one", "--as", user));
        Assert.Equal("yes", await kubectl.RunAsync("auth", "can-i", "get", "/version", "--as", user));
        Assert.Equal("yes", await kubectl.RunAsync("auth", "can-i", "*", "*"));
        foreach (var what in (string[][])[["delete", "pods"], ["get", "configmaps/two"], ["get", "configmaps"], ["list", "pods", "--all-namespaces"], ["get", "/metrics"], ["list", "nodes"]])
        {
            var answer = await kubectl.TryAsync(["auth", "can-i", .. what, "--as", user]);
            Assert.Equal((1, "no"), (answer.ExitCode, answer.Text));
        }
    }

    [Fact]
    public async Task CanI_List_ShowsEveryRight()
    {
        var (space, user) = await ReaderAsync();

        var lines = (await server.Kubectl.In(space).RunAsync("auth", "can-i", "--list", "--as", user)).Split('\n').Select(line => string.Join(' ', line.Split(' ', StringSplitOptions.RemoveEmptyEntries))).ToList();

        Assert.Equal("Resources Non-Resource URLs Resource Names Verbs", lines[0]);
        Assert.Contains("pods [] [] [get list]", lines);
        Assert.Contains("pods/log [] [] [get list]", lines);
        Assert.Contains("configmaps [] [one] [get]", lines);
        Assert.Contains("selfsubjectreviews.authentication.k8s.io [] [] [create]", lines);
        Assert.Contains("[/version] [] [get]", lines);
        Assert.DoesNotContain(lines, line => line.Contains('*', StringComparison.Ordinal) && !line.Contains('/', StringComparison.Ordinal));
    }

    [Fact]
    public async Task RulesReview_OfTheUser_HoldsTheRulesOfEveryBinding()
    {
        var (space, user) = await ReaderAsync();
        using var client = server.Clients.Client($"CN={user}");

        var answer = await server.SendAsync("POST", "/apis/authorization.k8s.io/v1/selfsubjectrulesreviews", null, $$$"""{"spec":{"namespace":"{{{space}}}"} }""", client);

        Assert.Equal(201, answer.Status);
        var status = answer.Json["status"]!;
        Assert.False((bool)status["incomplete"]!);
        Assert.Null(status["evaluationError"]);
        var rules = status["resourceRules"]!.AsArray().Select(rule => rule!.ToJsonString()).ToList();
        Assert.Contains("""{"verbs":["get","list"],"apiGroups":[""],"resources":["pods","pods/log"]}""", rules);
        Assert.Contains("""{"verbs":["get"],"apiGroups":[""],"resources":["configmaps"],"resourceNames":["one"]}""", rules);
        Assert.Contains("""{"verbs":["create"],"apiGroups":["authentication.k8s.io"],"resources":["selfsubjectreviews"]}""", rules);
        Assert.Contains(status["nonResourceRules"]!.AsArray(), rule => rule!["nonResourceURLs"]!.ToJsonString().Contains("\"/version\"", StringComparison.Ordinal));
    }

    [Fact]
    public async Task RulesReview_OfANode_SaysItIsIncomplete()
    {
        using var client = server.Clients.Client("CN=system:node:mine, O=system:nodes");

        var status = (await server.SendAsync("POST", "/apis/authorization.k8s.io/v1/selfsubjectrulesreviews", null, """{"spec":{"namespace":"default"}}""", client)).Json["status"]!;

        Assert.True((bool)status["incomplete"]!);
        Assert.Equal("node authorizer does not support user rule resolution", (string?)status["evaluationError"]);
    }

    [Fact]
    public async Task Whoami_ShowsUserAndGroups()
    {
        var shown = await server.Kubectl.RunAsync("auth", "whoami", "--as", "fred", "--as-group", "devs", "-o", "jsonpath={.status.userInfo.username} {.status.userInfo.groups}");

        Assert.Equal("fred [\"devs\",\"system:authenticated\"]", shown);
    }

    [Fact]
    public async Task Whoami_OfAnonymous_SaysSo() =>
        (await server.KubectlAs("nonsense").TryAsync("auth", "whoami")).Failed("You must be logged in to the server");

    [Fact]
    public async Task Reconcile_AddsWhatIsMissingAndKeepsTheRest()
    {
        var space = await server.NamespaceAsync();
        var kubectl = server.Kubectl.In(space);
        await kubectl.RunAsync("create", "role", "worker", "--verb=get", "--resource=secrets");
        var wanted = $$"""
            {"apiVersion":"v1","kind":"List","items":[
             {"apiVersion":"rbac.authorization.k8s.io/v1","kind":"Role","metadata":{"name":"worker","namespace":"{{space}}"},"rules":[{"apiGroups":[""],"resources":["pods"],"verbs":["get"]}]},
             {"apiVersion":"rbac.authorization.k8s.io/v1","kind":"RoleBinding","metadata":{"name":"worker","namespace":"{{space}}"},
              "roleRef":{"apiGroup":"rbac.authorization.k8s.io","kind":"Role","name":"worker"},"subjects":[{"kind":"User","apiGroup":"rbac.authorization.k8s.io","name":"w-{{space}}"}]}]}
            """;

        await kubectl.RunWithInputAsync(wanted, "auth", "reconcile", "-f", "-", "--dry-run=client");
        Assert.Equal("no", (await kubectl.TryAsync("auth", "can-i", "get", "pods", "--as", $"w-{space}")).Text);
        await kubectl.RunWithInputAsync(wanted, "auth", "reconcile", "-f", "-");

        Assert.Equal("yes", await kubectl.RunAsync("auth", "can-i", "get", "pods", "--as", $"w-{space}"));
        Assert.Equal("yes", await kubectl.RunAsync("auth", "can-i", "get", "secrets", "--as", $"w-{space}"));

        await kubectl.RunWithInputAsync(wanted, "auth", "reconcile", "-f", "-", "--remove-extra-permissions");

        Assert.Equal("no", (await kubectl.TryAsync("auth", "can-i", "get", "secrets", "--as", $"w-{space}")).Text);
    }

    private async Task<(string Space, string User)> ReaderAsync()
    {
        var space = await server.NamespaceAsync();
        var user = $"reader-{space}";
        await server.GrantAsync(space, user, """[{"apiGroups":[""],"resources":["pods","pods/log"],"verbs":["get","list"]},{"apiGroups":[""],"resources":["configmaps"],"resourceNames":["one"],"verbs":["get"]}]""");
        return (space, user);
    }
}
