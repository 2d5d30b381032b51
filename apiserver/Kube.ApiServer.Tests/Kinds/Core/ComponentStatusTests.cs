using Kube.ApiServer.Tests.Hosting;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Tests.Kinds.Core;

public sealed class ComponentStatusTests(ApiServerFixture server) : IClassFixture<ApiServerFixture>
{
    [Fact]
    public async Task Get_ProgramThatRenewsItsLease_IsHealthy()
    {
        var now = TimeProvider.System.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", System.Globalization.CultureInfo.InvariantCulture);
        await server.SendAsync(
            HttpMethod.Post, "/apis/coordination.k8s.io/v1/namespaces/kube-system/leases",
            $$$"""{"metadata":{"name":"kube-scheduler"},"spec":{"holderIdentity":"me","leaseDurationSeconds":3600,"renewTime":"{{{now}}}"}}""", 201);

        var condition = Assert.Single((await server.GetAsync("/api/v1/componentstatuses/scheduler")).Maps("conditions"));

        Assert.Equal(("Healthy", "True", "ok"), (condition.String("type"), condition.String("status"), condition.String("message")));
    }

    [Fact]
    public async Task List_SelectsByName_AndWarns()
    {
        using var answer = await server.RawAsync(HttpMethod.Get, "/api/v1/componentstatuses?fieldSelector=metadata.name%3Dcontroller-manager");
        var list = (JsonMap)JsonReader.Read(await answer.Content.ReadAsStringAsync())!;

        Assert.Equal("controller-manager", Assert.Single(list.Maps("items")).Map("metadata")!.String("name"));
        Assert.Equal(["299 - \"v1 ComponentStatus is deprecated in v1.19+\""], answer.Headers.GetValues("Warning"));
    }

    [Fact]
    public async Task Get_UnknownComponent_Fails() =>
        Assert.Equal("Component not found: x", (await server.GetAsync("/api/v1/componentstatuses/x", 500)).String("message"));
}
