using Kube.ApiServer.Kinds;
using Kube.ApiServer.Tests.Hosting;

namespace Kube.ApiServer.Tests.Kinds.Core;

public sealed class NamespaceLifeTests(ApiServerFixture server) : IClassFixture<ApiServerFixture>
{
    [Fact]
    public async Task Delete_Namespace_StaysUntilItIsFinalized()
    {
        var name = await server.NamespaceAsync();

        var marked = await server.SendAsync(HttpMethod.Delete, $"/api/v1/namespaces/{name}");
        var refused = await server.SendAsync(HttpMethod.Post, $"/api/v1/namespaces/{name}/configmaps", """{"metadata":{"name":"m"}}""", 403);
        await server.SendAsync(HttpMethod.Put, $"/api/v1/namespaces/{name}/finalize", $$$"""{"metadata":{"name":"{{{name}}}"},"spec":{"finalizers":[]}}""");
        await server.GetAsync($"/api/v1/namespaces/{name}", 404);

        Assert.Equal("Terminating", marked.Status().Text("phase"));
        Assert.Equal("Forbidden", refused.String("reason"));
    }

    [Fact]
    public async Task Update_Finalizers_StayAsTheyAre()
    {
        var name = await server.NamespaceAsync();

        var updated = await server.SendAsync(HttpMethod.Put, $"/api/v1/namespaces/{name}", $$$"""{"metadata":{"name":"{{{name}}}"},"spec":{"finalizers":[]}}""");

        Assert.Equal(["kubernetes"], updated.Spec().Strings("finalizers"));
        Assert.Equal(name, updated.Labels().Text("kubernetes.io/metadata.name"));
    }
}
