using Kube.ApiServer.Tests.Hosting;

namespace Kube.ApiServer.Tests.Admission;

public sealed class LimitRangerTests(ApiServerFixture server) : IClassFixture<ApiServerFixture>
{
    [Fact]
    public async Task Create_NothingStated_GetsDefaultsAndANote()
    {
        var space = await LimitedAsync("""{"type":"Container","default":{"cpu":"500m"},"defaultRequest":{"cpu":"100m"}}""");

        var pod = await PodAsync(space, "{}", 201);

        Assert.Equal("LimitRanger plugin set: cpu request for container c; cpu limit for container c", pod.Map("metadata")!.Map("annotations")!.String("kubernetes.io/limit-ranger"));
        var resources = pod.Map("spec")!.Maps("containers").Single().Map("resources")!;
        Assert.Equal(("100m", "500m"), (resources.Map("requests")!.String("cpu"), resources.Map("limits")!.String("cpu")));
    }

    [Theory]
    [InlineData("""{"type":"Container","min":{"cpu":"100m"},"defaultRequest":{"cpu":"100m"}}""", """{"requests":{"cpu":"50m"}}""", "minimum cpu usage per Container is 100m, but request is 50m")]
    [InlineData("""{"type":"Container","max":{"memory":"1Gi"}}""", """{"limits":{"memory":"2Gi"}}""", "maximum memory usage per Container is 1Gi, but limit is 2Gi")]
    [InlineData("""{"type":"Pod","max":{"cpu":"1"}}""", "{}", "maximum cpu usage per Pod is 1.  No limit is specified")]
    [InlineData("""{"type":"Pod","min":{"cpu":"1"}}""", "{}", "minimum cpu usage per Pod is 1.  No request is specified")]
    [InlineData("""{"type":"Container","maxLimitRequestRatio":{"cpu":"2"}}""", """{"requests":{"cpu":"100m"},"limits":{"cpu":"250m"}}""", "cpu max limit to request ratio per Container is 2, but provided ratio is 2.500000")]
    public async Task Create_OutsideLimits_IsForbidden(string limit, string resources, string why)
    {
        var space = await LimitedAsync(limit);

        var status = await PodAsync(space, resources, 403);

        Assert.Equal($"pods \"p\" is forbidden: {why}", status.String("message"));
    }

    [Theory]
    [InlineData("2Gi", 403)]
    [InlineData("1Gi", 201)]
    public async Task Create_Claim_KeepsToItsLimits(string storage, int expected)
    {
        var space = await LimitedAsync("""{"type":"PersistentVolumeClaim","max":{"storage":"1Gi"}}""");

        var answer = await server.SendAsync(HttpMethod.Post, $"/api/v1/namespaces/{space}/persistentvolumeclaims",
            $$$"""{"metadata":{"name":"c"},"spec":{"accessModes":["ReadWriteOnce"],"resources":{"requests":{"storage":"{{{storage}}}"} } } }""", expected);

        if (expected == 403) Assert.Equal("persistentvolumeclaims \"c\" is forbidden: maximum storage usage per PersistentVolumeClaim is 1Gi, but request is 2Gi", answer.String("message"));
    }

    private Task<Kube.OpenApi.Json.JsonMap> PodAsync(string space, string resources, int expected) => server.SendAsync(
        HttpMethod.Post, $"/api/v1/namespaces/{space}/pods", $$$"""{"metadata":{"name":"p"},"spec":{"containers":[{"name":"c","image":"x","resources":{{{resources}}} } ]} }""", expected);

    private async Task<string> LimitedAsync(string limit)
    {
        var space = await server.NamespaceAsync();
        await server.SendAsync(HttpMethod.Post, $"/api/v1/namespaces/{space}/limitranges", $$$"""{"metadata":{"name":"l"},"spec":{"limits":[{{{limit}}}]}}""", 201);
        return space;
    }
}
