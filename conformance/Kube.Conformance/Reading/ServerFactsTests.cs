using System.Text.Json.Nodes;
using Kube.Conformance.Support;

namespace Kube.Conformance.Reading;

/// <summary>What a user asks a cluster first: which one it is, and what it knows.</summary>
public sealed class ServerFactsTests
{
    [Fact]
    public async Task Version_Server_IsKubernetes136()
    {
        var version = JsonNode.Parse(await RunAsync("version", "-o", "json"))!["serverVersion"]!;

        Assert.StartsWith("v1.36.", (string?)version["gitVersion"], StringComparison.Ordinal);
        Assert.Equal("1", (string?)version["major"]);
        Assert.Equal("36", (string?)version["minor"]);
        Assert.StartsWith("linux/", (string?)version["platform"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task ClusterInfo_Cluster_SaysWhereItRuns()
    {
        var text = await RunAsync("cluster-info");

        Assert.Contains("Kubernetes control plane", text, StringComparison.Ordinal);
        Assert.Contains("is running at", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/healthz")]
    [InlineData("/livez")]
    [InlineData("/readyz")]
    public async Task GetRaw_HealthEndpoint_SaysOk(string path) => Assert.Equal("ok", await RunAsync("get", "--raw", path));

    [Fact]
    public async Task GetRaw_ReadyzVerbose_ListsChecks()
    {
        var text = await RunAsync("get", "--raw", "/readyz?verbose");

        Assert.Contains("[+]ping ok", text, StringComparison.Ordinal);
        Assert.Contains("readyz check passed", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ApiVersions_Groups_AreServed()
    {
        var versions = (await RunAsync("api-versions")).Split('\n');

        Assert.Contains("v1", versions);
        Assert.Contains("apps/v1", versions);
        Assert.Contains("coordination.k8s.io/v1", versions);
        Assert.Contains("discovery.k8s.io/v1", versions);
        Assert.Contains("events.k8s.io/v1", versions);
    }

    [Theory]
    [InlineData("configmaps", "cm", "v1", "true", "ConfigMap")]
    [InlineData("endpoints", "ep", "v1", "true", "Endpoints")]
    [InlineData("events", "ev", "v1", "true", "Event")]
    [InlineData("namespaces", "ns", "v1", "false", "Namespace")]
    [InlineData("nodes", "no", "v1", "false", "Node")]
    [InlineData("pods", "po", "v1", "true", "Pod")]
    [InlineData("secrets", "", "v1", "true", "Secret")]
    [InlineData("serviceaccounts", "sa", "v1", "true", "ServiceAccount")]
    [InlineData("services", "svc", "v1", "true", "Service")]
    [InlineData("controllerrevisions", "", "apps/v1", "true", "ControllerRevision")]
    [InlineData("deployments", "deploy", "apps/v1", "true", "Deployment")]
    [InlineData("replicasets", "rs", "apps/v1", "true", "ReplicaSet")]
    [InlineData("endpointslices", "", "discovery.k8s.io/v1", "true", "EndpointSlice")]
    public async Task ApiResources_Kind_IsListedWithItsShortName(string name, string shortName, string version, string namespaced, string kind)
    {
        var rows = (await RunAsync("api-resources", "--no-headers")).Split('\n')
            .Select(row => string.Join(' ', row.Split(' ', StringSplitOptions.RemoveEmptyEntries)));

        string[] expected = [name, shortName, version, namespaced, kind];
        Assert.Contains(string.Join(' ', expected.Where(word => word.Length > 0)), rows);
    }

    [Fact]
    public async Task ApiResources_Filters_Narrow()
    {
        var apps = (await RunAsync("api-resources", "--api-group=apps", "-o", "name")).Split('\n');
        var clusterWide = (await RunAsync("api-resources", "--namespaced=false", "-o", "name")).Split('\n');

        Assert.Contains("deployments.apps", apps);
        Assert.DoesNotContain("pods", apps);
        Assert.Contains("nodes", clusterWide);
        Assert.DoesNotContain("pods", clusterWide);
    }

    [Fact]
    public async Task Get_NewCluster_HasTheNamespacesKubernetesHas()
    {
        var namespaces = (await RunAsync("get", "namespaces", "-o", "name")).Split('\n');

        Assert.Superset(
            new HashSet<string> { "namespace/default", "namespace/kube-node-lease", "namespace/kube-public", "namespace/kube-system" },
            namespaces.ToHashSet());
        Assert.StartsWith("kubernetes", await RunAsync("get", "service", "kubernetes", "--no-headers"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_UnknownType_SaysSo() =>
        (await (await SharedCluster.KubectlAsync()).TryAsync("get", "gadgets")).Failed("the server doesn't have a resource type \"gadgets\"");

    private static async Task<string> RunAsync(params string[] arguments) => await (await SharedCluster.KubectlAsync()).RunAsync(arguments);
}
