using Kube.ApiServer.Tests.Hosting;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Tests.Verbs;

public sealed class ReadTests(ApiServerFixture server) : IClassFixture<ApiServerFixture>
{
    private const string Table = "application/json;as=Table;v=v1;g=meta.k8s.io,application/json";

    [Fact]
    public async Task Head_OfAResource_IsNotAllowed()
    {
        using var answer = await server.RawAsync(HttpMethod.Head, "/api/v1/pods?watch=true");

        Assert.Equal(System.Net.HttpStatusCode.MethodNotAllowed, answer.StatusCode);
    }

    [Fact]
    public async Task List_Pages_AreOfOneRevision()
    {
        var maps = await MapsAsync(5);

        var first = await server.GetAsync(maps + "?limit=2");
        await server.SendAsync(HttpMethod.Post, maps, """{"metadata":{"name":"m9"}}""", 201);
        var names = Names(first).ToList();
        var page = first;
        while (page.Map("metadata")!.String("continue") is { Length: > 0 } token)
        {
            page = await server.GetAsync($"{maps}?limit=2&continue={token}");
            names.AddRange(Names(page));
        }

        Assert.Equal(3, first.Map("metadata")!.Long("remainingItemCount"));
        Assert.Equal(["m0", "m1", "m2", "m3", "m4"], names);
        Assert.Equal(first.Map("metadata")!.String("resourceVersion"), page.Map("metadata")!.String("resourceVersion"));
    }

    [Theory]
    [InlineData("labelSelector=even%3Dtrue", new[] { "m0", "m2" })]
    [InlineData("labelSelector=even%21%3Dtrue", new[] { "m1" })]
    [InlineData("fieldSelector=metadata.name%3Dm1", new[] { "m1" })]
    [InlineData("labelSelector=even&fieldSelector=metadata.name%21%3Dm0", new[] { "m1", "m2" })]
    public async Task List_Selectors_ChooseByIndexedValues(string query, string[] expected)
    {
        var maps = await MapsAsync(3);

        Assert.Equal(expected, Names(await server.GetAsync($"{maps}?{query}")));
    }

    [Fact]
    public async Task List_PodsByNode_TakesTheFieldSelector()
    {
        var pods = $"/api/v1/namespaces/{await server.NamespaceAsync()}/pods";
        foreach (var (name, node) in new[] { ("a", "n1"), ("b", "n2") })
        {
            await server.SendAsync(HttpMethod.Post, pods, $$$"""{"metadata":{"name":"{{{name}}}"},"spec":{"nodeName":"{{{node}}}","containers":[{"name":"c","image":"x"}]}}""", 201);
        }

        Assert.Equal(["b"], Names(await server.GetAsync(pods + "?fieldSelector=spec.nodeName%3Dn2")));
    }

    [Fact]
    public async Task Get_Table_HasColumnsAndCells()
    {
        var maps = await MapsAsync(1);

        using var response = await server.RawAsync(HttpMethod.Get, maps, accept: Table);
        var table = (JsonMap)JsonReader.Read(await response.Content.ReadAsStringAsync())!;

        Assert.Equal(["Name", "Data", "Age"], table.Maps("columnDefinitions").Select(column => column.String("name")));
        Assert.Equal("m0", table.Maps("rows").Single().List("cells")![0]);
    }

    [Fact]
    public async Task Get_Protobuf_HasTheMagicOfIt()
    {
        var maps = await MapsAsync(1);

        using var response = await server.RawAsync(HttpMethod.Get, maps + "/m0", accept: "application/vnd.kubernetes.protobuf");

        Assert.Equal("application/vnd.kubernetes.protobuf", response.Content.Headers.ContentType!.MediaType);
        Assert.Equal("k8s\0"u8.ToArray(), (await response.Content.ReadAsByteArrayAsync())[..4]);
    }

    [Fact]
    public async Task Get_UnknownMediaType_IsNotAcceptable()
    {
        using var response = await server.RawAsync(HttpMethod.Get, "/api/v1/namespaces/default", accept: "text/html");

        Assert.Equal(406, (int)response.StatusCode);
    }

    [Fact]
    public async Task List_FutureResourceVersion_TimesOutWithRetry()
    {
        using var response = await server.RawAsync(HttpMethod.Get, "/api/v1/namespaces?resourceVersion=999999999");
        var status = (JsonMap)JsonReader.Read(await response.Content.ReadAsStringAsync())!;

        Assert.Equal(504, (int)response.StatusCode);
        Assert.Equal("1", Assert.Single(response.Headers.GetValues("Retry-After")));
        Assert.StartsWith("Timeout: Too large resource version: 999999999, current: ", status.String("message"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Watch_SelectorLosesObject_SeesItDeleted()
    {
        var maps = await MapsAsync(1);
        var version = (await server.GetAsync(maps)).Map("metadata")!.String("resourceVersion");
        using var watch = await server.RawAsync(HttpMethod.Get, $"{maps}?watch=true&resourceVersion={version}&labelSelector=even%3Dtrue");
        using var lines = new StreamReader(await watch.Content.ReadAsStreamAsync());

        await server.SendAsync(HttpMethod.Patch, maps + "/m0", """{"metadata":{"labels":{"even":"no"}}}""", 200, "application/merge-patch+json");
        var change = (JsonMap)JsonReader.Read((await lines.ReadLineAsync())!)!;

        Assert.Equal(("DELETED", "true"), (change.String("type"), change.Map("object")!.Map("metadata")!.Map("labels")!.String("even")));
    }

    [Fact]
    public async Task Watch_InitialEvents_EndWithAnAnnotatedBookmark()
    {
        var maps = await MapsAsync(2);
        using var watch = await server.RawAsync(HttpMethod.Get, $"{maps}?watch=true&sendInitialEvents=true&resourceVersionMatch=NotOlderThan&allowWatchBookmarks=true");
        using var lines = new StreamReader(await watch.Content.ReadAsStreamAsync());
        var events = new List<JsonMap>();
        for (var i = 0; i < 3; i++) events.Add((JsonMap)JsonReader.Read((await lines.ReadLineAsync())!)!);

        Assert.Equal(["ADDED", "ADDED", "BOOKMARK"], events.Select(change => change.String("type")));
        Assert.Equal("true", events[2].Map("object")!.Map("metadata")!.Map("annotations")!.String("k8s.io/initial-events-end"));
    }

    [Fact]
    public async Task Get_Anonymous_SeesHealthAndNothingElse()
    {
        Assert.Equal("ok", await server.Anonymous.GetStringAsync(new Uri("/livez", UriKind.Relative)));
        using var refused = await server.Anonymous.GetAsync(new Uri("/api/v1/namespaces", UriKind.Relative));

        Assert.Equal(403, (int)refused.StatusCode);
        Assert.Contains("User \\\"system:anonymous\\\" cannot list resource \\\"namespaces\\\"", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nobodys")]
    [InlineData("no.such.token")]
    public async Task Get_UnknownToken_IsUnauthorized(string token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/namespaces") { Headers = { Authorization = new("Bearer", token) } };
        using var response = await server.Anonymous.SendAsync(request);

        Assert.Equal(401, (int)response.StatusCode);
    }

    private async Task<string> MapsAsync(int count)
    {
        var maps = $"/api/v1/namespaces/{await server.NamespaceAsync()}/configmaps";
        for (var i = 0; i < count; i++)
        {
            await server.SendAsync(HttpMethod.Post, maps, $$$$"""{"metadata":{"name":"m{{{{i}}}}","labels":{"even":"{{{{(i % 2 == 0 ? "true" : "false")}}}}"}}}""", 201);
        }
        return maps;
    }

    private static IEnumerable<string> Names(JsonMap list) => list.Maps("items").Select(item => item.Map("metadata")!.String("name")!);
}
