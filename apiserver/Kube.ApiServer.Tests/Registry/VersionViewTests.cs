using Kube.ApiServer.Tests.Hosting;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Tests.Registry;

/// <summary>One object in two versions: events of core/v1 and of events.k8s.io/v1.</summary>
public sealed class VersionViewTests(ApiServerFixture server) : IClassFixture<ApiServerFixture>
{
    private const string NewEvent = """
        {"metadata":{"name":"e"},"eventTime":"2026-01-01T00:00:00.000000Z","reason":"R","action":"A","note":"n","type":"Normal",
         "reportingController":"example.com/c","reportingInstance":"i","regarding":{"kind":"Pod","name":"p","namespace":"SPACE"}}
        """;

    [Fact]
    public async Task Create_InOneVersion_IsReadInTheOther()
    {
        var space = await CreateAsync();

        var core = await server.GetAsync($"/api/v1/namespaces/{space}/events/e");
        var other = await server.GetAsync($"/apis/events.k8s.io/v1/namespaces/{space}/events/e");

        Assert.Equal(("v1", "n", "p", "example.com/c"), (core.String("apiVersion"), core.String("message"), core.Map("involvedObject")!.String("name"), core.String("reportingComponent")));
        Assert.Equal(("events.k8s.io/v1", "n"), (other.String("apiVersion"), other.String("note")));
        Assert.Equal(core.Map("metadata")!.String("resourceVersion"), other.Map("metadata")!.String("resourceVersion"));
    }

    [Fact]
    public async Task List_ByTheOtherVersionsFields_FindsTheSame()
    {
        var space = await CreateAsync();

        Assert.Single((await server.GetAsync($"/apis/events.k8s.io/v1/namespaces/{space}/events?fieldSelector=regarding.name%3Dp")).List("items")!);
        Assert.Empty((await server.GetAsync($"/apis/events.k8s.io/v1/namespaces/{space}/events?fieldSelector=regarding.name%3Dq")).List("items")!);
        Assert.Single((await server.GetAsync($"/api/v1/namespaces/{space}/events?fieldSelector=involvedObject.name%3Dp")).List("items")!);
    }

    [Fact]
    public async Task Watch_OneVersion_SeesWritesThroughTheOther()
    {
        var space = await CreateAsync();
        using var watch = await server.RawAsync(HttpMethod.Get, $"/apis/events.k8s.io/v1/namespaces/{space}/events?watch=true");
        using var lines = new StreamReader(await watch.Content.ReadAsStreamAsync());
        await lines.ReadLineAsync();

        await server.SendAsync(HttpMethod.Patch, $"/api/v1/namespaces/{space}/events/e", """{"count":2}""", 200, "application/merge-patch+json");
        var change = (JsonMap)JsonReader.Read((await lines.ReadLineAsync())!)!;

        Assert.Equal(("MODIFIED", 2L), (change.String("type"), change.Map("object")!.Long("deprecatedCount")));
    }

    [Fact]
    public async Task Delete_ThroughOneVersion_IsGoneInBoth()
    {
        var space = await CreateAsync();

        await server.SendAsync(HttpMethod.Delete, $"/apis/events.k8s.io/v1/namespaces/{space}/events/e");

        await server.GetAsync($"/api/v1/namespaces/{space}/events/e", 404);
    }

    private async Task<string> CreateAsync()
    {
        var space = await server.NamespaceAsync();
        await server.SendAsync(HttpMethod.Post, $"/apis/events.k8s.io/v1/namespaces/{space}/events", NewEvent.Replace("SPACE", space, StringComparison.Ordinal), 201);
        return space;
    }
}
