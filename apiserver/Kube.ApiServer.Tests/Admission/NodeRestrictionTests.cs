using Kube.ApiServer.Tests.Hosting;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Tests.Admission;

public sealed class NodeRestrictionTests(ApiServerFixture server) : IClassFixture<ApiServerFixture>
{
    private const string Me = "system:node:n1";

    [Theory]
    [InlineData("n2", "{}", "nodes \"n2\" is forbidden: node \"n1\" is not allowed to modify node \"n2\"")]
    [InlineData("n1", """{"node-restriction.kubernetes.io/a":"b","app.k8s.io/x":"y","example.com/ok":"z"}""", "nodes \"n1\" is forbidden: node \"n1\" is not allowed to set the following labels: app.k8s.io/x, node-restriction.kubernetes.io/a")]
    public async Task Create_OtherNodeOrForbiddenLabels_IsRefused(string name, string labels, string message)
    {
        var status = await AsNodeAsync(HttpMethod.Post, "/api/v1/nodes", $$$"""{"metadata":{"name":"{{{name}}}","labels":{{{labels}}}}}""", 403);

        Assert.Equal(message, status.String("message"));
    }

    [Fact]
    public async Task Update_OwnNode_LabelsOfItsOwnYesTaintsNo()
    {
        await server.SendAsync(HttpMethod.Post, "/api/v1/nodes", """{"metadata":{"name":"n1"}}""", 201);

        await AsNodeAsync(HttpMethod.Patch, "/api/v1/nodes/n1", """{"metadata":{"labels":{"kubernetes.io/os":"linux","kubelet.kubernetes.io/x":"y"}}}""", 200);
        var labels = await AsNodeAsync(HttpMethod.Patch, "/api/v1/nodes/n1", """{"metadata":{"labels":{"node-role.kubernetes.io/master":""}}}""", 403);
        var taints = await AsNodeAsync(HttpMethod.Patch, "/api/v1/nodes/n1", """{"spec":{"taints":null}}""", 403);

        Assert.Equal("nodes \"n1\" is forbidden: is not allowed to modify labels: node-role.kubernetes.io/master", labels.String("message"));
        Assert.Equal("nodes \"n1\" is forbidden: node \"n1\" is not allowed to modify taints", taints.String("message"));
    }

    [Fact]
    public async Task Pods_OnlyMirrorsAreMadeAndOnlyOwnAreTouched()
    {
        var space = await server.NamespaceAsync();
        await BoundPodAsync(space, "theirs", "n9");
        await BoundPodAsync(space, "mine", "n1");
        var pods = $"/api/v1/namespaces/{space}/pods";

        var made = await AsNodeAsync(HttpMethod.Post, pods, """{"metadata":{"name":"p"},"spec":{"containers":[{"name":"c","image":"x"}]}}""", 403);
        var status = await AsNodeAsync(HttpMethod.Patch, $"{pods}/theirs/status", """{"status":{"phase":"Running"}}""", 403);
        var deleted = await AsNodeAsync(HttpMethod.Delete, $"{pods}/theirs", null, 403);
        var evicted = await AsNodeAsync(HttpMethod.Post, $"{pods}/theirs/eviction", """{"metadata":{"name":"theirs"}}""", 403);

        Assert.Equal("pods \"p\" is forbidden: pod does not have \"kubernetes.io/config.mirror\" annotation, node \"n1\" can only create mirror pods", made.String("message"));
        Assert.Equal("pods \"theirs\" is forbidden: node \"n1\" can only update pod status for pods with spec.nodeName set to itself", status.String("message"));
        Assert.Equal("pods \"theirs\" is forbidden: node \"n1\" can only delete pods with spec.nodeName set to itself", deleted.String("message"));
        Assert.Equal("pods \"theirs\" is forbidden: node n1 can only evict pods with spec.nodeName set to itself", evicted.String("message"));
        await AsNodeAsync(HttpMethod.Patch, $"{pods}/mine/status", """{"status":{"phase":"Running"}}""", 200);
    }

    [Fact]
    public async Task Token_BoundToAPodOfItsOwn_IsIssuedForItsVolumesOnly()
    {
        var space = await server.NamespaceAsync();
        var uid = await BoundPodAsync(space, "mine", "n1");
        var token = $"/api/v1/namespaces/{space}/serviceaccounts/default/token";
        string Request(string more) => """{"spec":{"boundObjectRef":{"apiVersion":"v1","kind":"Pod","name":"mine""" + more;

        var unbound = await AsNodeAsync(HttpMethod.Post, token, """{"spec":{}}""", 403);
        var nameOnly = await AsNodeAsync(HttpMethod.Post, token, Request("\"}}}"), 403);
        var other = await AsNodeAsync(HttpMethod.Post, token, Request($"\",\"uid\":\"{uid}\"}},\"audiences\":[\"vault\"]}}}}"), 403);
        await AsNodeAsync(HttpMethod.Post, token, Request($"\",\"uid\":\"{uid}\"}}}}}}"), 201);

        Assert.Equal("serviceaccounts \"default\" is forbidden: node requested token not bound to a pod", unbound.String("message"));
        Assert.Equal("serviceaccounts \"default\" is forbidden: node requested token with a pod binding without a uid", nameOnly.String("message"));
        Assert.Equal("serviceaccounts \"default\" is forbidden: audience \"vault\" not found in pod spec volume, system:node:n1 is not authorized to request tokens for this audience", other.String("message"));
    }

    private async Task<string> BoundPodAsync(string space, string name, string node)
    {
        var pod = await server.SendAsync(HttpMethod.Post, $"/api/v1/namespaces/{space}/pods", $$$"""{"metadata":{"name":"{{{name}}}"},"spec":{"nodeName":"{{{node}}}","containers":[{"name":"c","image":"x"}]}}""", 201);
        return pod.Map("metadata")!.String("uid")!;
    }

    private async Task<JsonMap> AsNodeAsync(HttpMethod method, string path, string? body, int expected)
    {
        using var response = await server.RawAsync(method, path, body, method == HttpMethod.Patch ? "application/merge-patch+json" : "application/json", user: Me, group: "system:nodes");
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(expected == (int)response.StatusCode, $"{method} {path}: {(int)response.StatusCode} {text}");
        return (JsonMap)JsonReader.Read(text)!;
    }
}
