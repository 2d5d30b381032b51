using System.Globalization;
using System.Text.Json.Nodes;
using Kube.Conformance.Support;

namespace Kube.Conformance.ClusterLife;

/// <summary><c>kube snapshot</c> on a cluster that runs.</summary>
[Collection(ClusterLifeCollection.Name)]
public sealed class SnapshotTests
{
    [Fact]
    public async Task Restore_AfterChanges_BringsBackTheObjectsOfTheSave()
    {
        await using var cluster = new PrivateCluster(PrivateCluster.Simulated);
        await cluster.UpAsync();
        await cluster.Kubectl.RunAsync("create", "configmap", "changed", "--from-literal=value=saved");
        await cluster.Kubectl.RunAsync("create", "configmap", "deleted", "--from-literal=value=saved");
        var file = cluster.Kubeconfig + ".snapshot";
        (await cluster.CommandAsync("snapshot", "save", file)).Succeeded();

        await cluster.Kubectl.RunAsync("patch", "configmap", "changed", "-p", """{"data":{"value":"later"}}""");
        await cluster.Kubectl.RunAsync("delete", "configmap", "deleted");
        await cluster.Kubectl.RunAsync("create", "configmap", "added", "--from-literal=value=later");
        var before = await RevisionAsync(cluster);
        (await cluster.CommandAsync("snapshot", "restore", file)).Succeeded();

        Assert.Equal("saved", await cluster.Kubectl.GetPathAsync("{.data.value}", "configmap", "changed"));
        Assert.Equal("saved", await cluster.Kubectl.GetPathAsync("{.data.value}", "configmap", "deleted"));
        Assert.Contains("NotFound", (await cluster.Kubectl.TryAsync("get", "configmap", "added")).Errors, StringComparison.Ordinal);
        Assert.True(await RevisionAsync(cluster) > before);
        // Who watched before is told to list anew.
        Assert.Contains("too old resource version", await cluster.Kubectl.RunAsync("get", "--raw", $"/api/v1/configmaps?watch=1&resourceVersion={before}&timeoutSeconds=5"), StringComparison.Ordinal);
        await cluster.Kubectl.RunAsync("create", "deployment", "works", "--image=x");
        await cluster.Kubectl.RunAsync("rollout", "status", "deployment/works", "--timeout=60s");
    }

    private static async Task<long> RevisionAsync(PrivateCluster cluster) =>
        long.Parse((string)JsonNode.Parse(await cluster.Kubectl.RunAsync("get", "--raw", "/api/v1/configmaps"))!["metadata"]!["resourceVersion"]!, CultureInfo.InvariantCulture);
}
