using Kube.ApiServer.Tests.Hosting;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Tests.Kinds.Core;

public sealed class BindingTests(ApiServerFixture server) : IClassFixture<ApiServerFixture>
{
    private const string Pod = """{"metadata":{"name":"p"},"spec":{"containers":[{"name":"c","image":"i"}]}}""";

    [Fact]
    public async Task Create_NamingAPod_GivesItItsNodeOnce()
    {
        var space = await server.NamespaceAsync();
        await server.SendAsync(HttpMethod.Post, $"/api/v1/namespaces/{space}/pods", Pod, 201);

        var bound = await BindAsync(space, "p", 201);
        var again = await BindAsync(space, "p", 409);

        Assert.Equal("Success", bound.String("status"));
        Assert.Contains("already assigned to node \"n\"", again.String("message"), StringComparison.Ordinal);
        Assert.Equal("n", (await server.GetAsync($"/api/v1/namespaces/{space}/pods/p")).Map("spec")!.String("nodeName"));
    }

    [Fact]
    public async Task Create_NamingNoPod_IsNotFound()
    {
        var space = await server.NamespaceAsync();

        Assert.Equal("pods \"q\" not found", (await BindAsync(space, "q", 404)).String("message"));
    }

    private Task<JsonMap> BindAsync(string space, string pod, int expected) => server.SendAsync(
        HttpMethod.Post, $"/api/v1/namespaces/{space}/bindings", $$$"""{"metadata":{"name":"{{{pod}}}"},"target":{"kind":"Node","name":"n"}}""", expected);
}
