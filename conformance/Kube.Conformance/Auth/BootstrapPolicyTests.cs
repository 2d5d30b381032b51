using Kube.Conformance.Support;

namespace Kube.Conformance.Auth;

/// <summary>What a start does to the roles and bindings every cluster has, and what it leaves alone.</summary>
public sealed class BootstrapPolicyTests
{
    private const string AutoUpdate = "rbac.authorization.kubernetes.io/autoupdate";

    [Fact]
    public async Task Start_RolesAndBindingsChanged_RestoresWhatIsMissingAndKeepsTheRest()
    {
        await using var server = new PrivateApiServer();
        await server.StartAsync("--authorization-mode=RBAC");
        var kubectl = server.Kubectl;
        await PatchAsync("clusterrole", "system:kube-dns", """[{"op":"replace","path":"/rules","value":[{"apiGroups":["example.com"],"resources":["extras"],"verbs":["get"]}]}]""");
        await PatchAsync("clusterrolebinding", "system:kube-dns", """[{"op":"replace","path":"/subjects","value":[{"kind":"User","apiGroup":"rbac.authorization.k8s.io","name":"extra"}]}]""");
        await kubectl.RunAsync("annotate", "clusterrole", "system:node-problem-detector", "--overwrite", $"{AutoUpdate}=false");
        await PatchAsync("clusterrole", "system:node-problem-detector", """[{"op":"replace","path":"/rules","value":[]}]""");
        await kubectl.RunAsync("annotate", "clusterrolebinding", "system:node-proxier", "--overwrite", $"{AutoUpdate}=false");
        await PatchAsync("clusterrolebinding", "system:node-proxier", """[{"op":"remove","path":"/subjects"}]""");
        await kubectl.RunAsync("delete", "clusterrole/system:heapster", "clusterrolebinding/system:basic-user");
        await kubectl.RunAsync("-n", "kube-system", "delete", "role", "system:controller:token-cleaner");

        await server.StartAsync("--authorization-mode=RBAC");

        var rules = await kubectl.GetPathAsync("{.rules[*].resources}", "clusterrole", "system:kube-dns");
        Assert.Contains("extras", rules, StringComparison.Ordinal);
        Assert.Contains("endpoints", rules, StringComparison.Ordinal);
        Assert.Equal("extra kube-dns", await kubectl.GetPathAsync("{.subjects[*].name}", "clusterrolebinding", "system:kube-dns"));
        Assert.Equal("", await kubectl.GetPathAsync("{.rules[*].resources}", "clusterrole", "system:node-problem-detector"));
        Assert.Equal("", await kubectl.GetPathAsync("{.subjects[*].name}", "clusterrolebinding", "system:node-proxier"));
        await kubectl.RunAsync("get", "clusterrole/system:heapster", "clusterrolebinding/system:basic-user");
        await kubectl.RunAsync("-n", "kube-system", "get", "role", "system:controller:token-cleaner");

        Task PatchAsync(string kind, string name, string patch) => kubectl.RunAsync("patch", kind, name, "--type=json", "-p", patch);
    }
}
