using Kube.ApiServer.Tests.Hosting;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Tests.Discovery;

public sealed class DiscoveryTests(ApiServerFixture server) : IClassFixture<ApiServerFixture>
{
    [Fact]
    public async Task Get_Resources_NamesVerbsAndSubresources()
    {
        var resources = (await server.GetAsync("/api/v1")).Maps("resources").ToDictionary(resource => resource.String("name")!);

        Assert.Equal(["po"], resources["pods"].List("shortNames")!);
        Assert.Equal("xPOwRZ+Yhw8=", resources["pods"].String("storageVersionHash"));
        Assert.Equal("PodExecOptions", resources["pods/exec"].String("kind"));
        Assert.False(resources["nodes"].Bool("namespaced"));
    }

    [Fact]
    public async Task Get_Aggregated_IsNotSentTwice()
    {
        const string Accept = "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList,application/json";
        using var first = await server.RawAsync(HttpMethod.Get, "/apis", accept: Accept);
        var document = (JsonMap)JsonReader.Read(await first.Content.ReadAsStringAsync())!;

        using var request = new HttpRequestMessage(HttpMethod.Get, "/apis");
        request.Headers.TryAddWithoutValidation("Accept", Accept);
        request.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        using var second = await server.Admin.SendAsync(request);

        Assert.Equal("APIGroupDiscoveryList", document.String("kind"));
        Assert.Contains(document.Maps("items"), group => group.Map("metadata")!.String("name") == "apps");
        Assert.Equal(304, (int)second.StatusCode);
    }

    [Fact]
    public async Task Get_OpenApiDocument_IsFoundByItsHash()
    {
        var url = (await server.GetAsync("/openapi/v3")).Map("paths")!.Map("apis/apps/v1")!.String("serverRelativeURL")!;

        var document = await server.GetAsync(url);

        Assert.NotNull(document.Map("components")!.Map("schemas")!.Map("io.k8s.api.apps.v1.Deployment"));
    }

    [Theory]
    [InlineData(null, "application/json")]
    [InlineData("*/*", "application/json")]
    [InlineData("application/com.github.proto-openapi.spec.v2@v1.0+protobuf", "application/com.github.proto-openapi.spec.v2.v1.0+protobuf")]
    [InlineData("*/*,application/com.github.proto-openapi.spec.v2.v1.0+protobuf", "application/com.github.proto-openapi.spec.v2.v1.0+protobuf")]
    [InlineData("application/json, application/com.github.proto-openapi.spec.v2.v1.0+protobuf;q=0.5", "application/json")]
    [InlineData("application/yaml", null)]
    public async Task Get_Swagger_IsInTheFormAccepted(string? accept, string? contentType)
    {
        using var response = await server.RawAsync(HttpMethod.Get, "/openapi/v2", accept: accept);

        Assert.Equal(contentType is null ? 406 : 200, (int)response.StatusCode);
        Assert.Equal(contentType, response.Content.Headers.ContentType?.MediaType);
        Assert.Equal("Accept", Assert.Single(response.Headers.Vary));
    }
}
