using Kube.Conformance.Support;

namespace Kube.Conformance.Admission;

/// <summary>What a node may say of itself and of others, asked as the nodes they are.</summary>
public sealed class NodeRestrictionTests(NamespaceFixture fixture) : NamespacedTests(fixture)
{
    [Fact]
    public async Task Node_ThatLabelsItselfAsTheAdministratorDoes_IsRefused()
    {
        var node = await NodeAsync();

        var refused = await AsNodeAsync(node, "label", "node", node, "node-restriction.kubernetes.io/zone=mine");

        Assert.Contains($"nodes \"{node}\" is forbidden: is not allowed to modify labels: node-restriction.kubernetes.io/zone", refused.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Node_ThatChangesAnother_IsRefused()
    {
        var node = await NodeAsync();
        var changed = $$$"""{"apiVersion":"v1","kind":"Node","metadata":{"name":"{{{node}}}"}}""";

        var refused = await Kubectl.TryWithInputAsync(changed, "replace", $"--raw=/api/v1/nodes/{node}", "-f", "-", "--as=system:node:stranger", "--as-group=system:nodes");

        Assert.Contains($"node \"stranger\" is not allowed to modify node \"{node}\"", refused.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Node_ThatChangesItsOwners_IsRefused()
    {
        var node = await NodeAsync();

        var refused = await AsNodeAsync(node, "patch", "node", node, "-p", """{"metadata":{"ownerReferences":[{"apiVersion":"v1","kind":"Namespace","name":"default","uid":"1"}]}}""");

        Assert.Contains($"nodes \"{node}\" is forbidden: node \"{node}\" is not allowed to modify ownerReferences", refused.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Node_ThatSaysWhatItMay_IsHeard()
    {
        var node = await NodeAsync();

        var heard = await AsNodeAsync(node, "label", "node", node, "node.kubernetes.io/instance-type=small", "--overwrite");

        Assert.Equal(0, heard.ExitCode);
    }

    private Task<string> NodeAsync() => Kubectl.RunAsync("get", "nodes", "-l", "kubernetes.io/hostname", "-o", "jsonpath={.items[0].metadata.name}");

    private Task<Outcome> AsNodeAsync(string node, params string[] arguments) => Kubectl.TryAsync([.. arguments, $"--as=system:node:{node}", "--as-group=system:nodes"]);
}
