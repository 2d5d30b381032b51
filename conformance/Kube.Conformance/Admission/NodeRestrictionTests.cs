using Kube.Conformance.Support;

namespace Kube.Conformance.Admission;

public sealed class NodeRestrictionTests(NamespaceFixture fixture) : NamespacedTests(fixture)
{
    [Fact]
    public async Task Node_WritesItsOwnObjectAndNoOthers()
    {
        string[] somebody = ["--as=system:node:somebody", "--as-group=system:nodes", "--as-group=system:authenticated"];
        var node = (await Kubectl.GetPathAsync("{.items[0].metadata.name}", "nodes")).Trim();

        var other = await Kubectl.TryAsync(["label", "node", node, "a=b", "--overwrite", .. somebody]);
        var mirrorless = await Kubectl.TryAsync(["run", "p", $"--image={TestImages.Shell}", .. somebody]);
        var patched = await Kubectl.TryAsync(["patch", "node", node, "-p", """{"metadata":{"labels":{"a":"b"}}}""", "--subresource=status", .. somebody]);

        Assert.Contains("forbidden", other.Errors, StringComparison.Ordinal);
        Assert.Equal("Error from server (Forbidden): pods \"p\" is forbidden: pod does not have \"kubernetes.io/config.mirror\" annotation, node \"somebody\" can only create mirror pods", mirrorless.Errors.Trim());
        Assert.Contains("forbidden", patched.Errors, StringComparison.Ordinal);
    }
}
