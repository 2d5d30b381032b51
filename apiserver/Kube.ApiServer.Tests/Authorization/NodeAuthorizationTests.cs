using Kube.ApiServer.Tests.Hosting;

namespace Kube.ApiServer.Tests.Authorization;

/// <summary>What a kubelet may see on a running server.</summary>
public sealed class NodeAuthorizationTests(ApiServerFixture server) : IClassFixture<ApiServerFixture>
{
    [Theory]
    [InlineData("GET", "/api/v1/nodes/node-1", 404)]
    [InlineData("GET", "/api/v1/nodes/node-2", 403)]
    [InlineData("GET", "/api/v1/nodes", 403)]
    [InlineData("GET", "/api/v1/nodes?fieldSelector=metadata.name%3Dnode-1", 200)]
    [InlineData("GET", "/api/v1/pods", 403)]
    [InlineData("GET", "/api/v1/pods?fieldSelector=spec.nodeName%3Dnode-1", 200)]
    [InlineData("GET", "/api/v1/pods?fieldSelector=spec.nodeName%3Dnode-2", 403)]
    [InlineData("GET", "/apis/coordination.k8s.io/v1/namespaces/kube-node-lease/leases/node-1", 404)]
    [InlineData("GET", "/apis/coordination.k8s.io/v1/namespaces/kube-node-lease/leases/node-2", 403)]
    [InlineData("GET", "/apis/coordination.k8s.io/v1/namespaces/default/leases/node-1", 403)]
    [InlineData("GET", "/api/v1/services", 200)]
    [InlineData("GET", "/apis/apps/v1/deployments", 403)]
    public Task Request_OfANode_ConcernsItself(string method, string path, int expected) => AsNodeAsync("node-1", method, path, expected);

    [Theory]
    [InlineData("""{"volumes":[{"name":"v","secret":{"secretName":"wanted"}}]}""", true)]
    [InlineData("""{"volumes":[{"name":"v","projected":{"sources":[{"secret":{"name":"wanted"}}]}}]}""", true)]
    [InlineData("""{"imagePullSecrets":[{"name":"wanted"}]}""", true)]
    [InlineData("""{"env":[{"name":"E","valueFrom":{"secretKeyRef":{"name":"wanted","key":"k"}}}]}""", true)]
    [InlineData("""{"envFrom":[{"secretRef":{"name":"wanted"}}]}""", true)]
    [InlineData("""{"volumes":[{"name":"wanted","emptyDir":{}}]}""", false)]
    [InlineData("""{"envFrom":[{"configMapRef":{"name":"wanted"}}]}""", false)]
    public async Task GetSecret_ForANode_OnlyWhatItsPodsName(string parts, bool allowed)
    {
        var space = await server.NamespaceAsync();
        await server.SendAsync(HttpMethod.Post, $"/api/v1/namespaces/{space}/secrets", """{"metadata":{"name":"wanted"}}""", 201);
        var container = parts.StartsWith("{\"env", StringComparison.Ordinal) ? $"{{\"name\":\"c\",\"image\":\"i\",{parts[1..]}" : "{\"name\":\"c\",\"image\":\"i\"}";
        var rest = parts.StartsWith("{\"env", StringComparison.Ordinal) ? "" : $",{parts[1..^1]}";
        await server.SendAsync(HttpMethod.Post, $"/api/v1/namespaces/{space}/pods", $"{{\"metadata\":{{\"name\":\"p\"}},\"spec\":{{\"nodeName\":\"node-1\",\"containers\":[{container}]{rest}}}}}", 201);
        var secret = $"/api/v1/namespaces/{space}/secrets/wanted";

        await AsNodeAsync("node-1", "GET", secret, allowed ? 200 : 403);
        await AsNodeAsync("node-2", "GET", secret, 403);
        await AsNodeAsync("node-1", "DELETE", secret, 403);
        await AsNodeAsync("node-1", "GET", $"/api/v1/namespaces/{space}/pods/p", 200);
        await AsNodeAsync("node-2", "GET", $"/api/v1/namespaces/{space}/pods/p", 403);
    }

    private Task AsNodeAsync(string node, string method, string path, int expected) =>
        server.SendAsAsync($"system:node:{node}", new HttpMethod(method), path, null, expected, group: "system:nodes");
}
