using System.Text;
using Kube.ApiServer.Tests.Hosting;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Tests.Verbs;

public sealed class WriteTests(ApiServerFixture server) : IClassFixture<ApiServerFixture>
{
    private const string Merge = "application/merge-patch+json";

    [Fact]
    public async Task Create_SameNameTwice_IsAlreadyExists()
    {
        var maps = $"/api/v1/namespaces/{await server.NamespaceAsync()}/configmaps";
        await server.SendAsync(HttpMethod.Post, maps, """{"metadata":{"name":"m"}}""", 201);

        var status = await server.SendAsync(HttpMethod.Post, maps, """{"metadata":{"name":"m"}}""", 409);

        Assert.Equal(("AlreadyExists", "configmaps \"m\" already exists"), (status.String("reason"), status.String("message")));
    }

    [Fact]
    public async Task Create_GenerateName_AddsASuffix()
    {
        var maps = $"/api/v1/namespaces/{await server.NamespaceAsync()}/configmaps";

        var made = await server.SendAsync(HttpMethod.Post, maps, """{"metadata":{"generateName":"m-"}}""", 201);

        Assert.Matches("^m-[a-z0-9]{5}$", made.Map("metadata")!.String("name"));
    }

    [Fact]
    public async Task Delete_BrokenOptions_IsBadRequest()
    {
        var map = $"/api/v1/namespaces/{await server.NamespaceAsync()}/configmaps/m";

        var status = await server.SendAsync(HttpMethod.Delete, map, "{\"gracePeriodSeconds\"", 400);

        Assert.Contains("cannot be handled as a DeleteOptions", status.String("message"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Create_UnknownFieldInManyTongues_WarnsOfItAsWritten()
    {
        var maps = $"/api/v1/namespaces/{await server.NamespaceAsync()}/configmaps";

        using var answer = await server.RawAsync(HttpMethod.Post, maps, """{"metadata":{"name":"m"},"größe":1}""");

        Assert.Equal(System.Net.HttpStatusCode.Created, answer.StatusCode);
        Assert.Single(answer.Headers.GetValues("Warning"));
    }

    [Fact]
    public async Task Create_AbsentNamespace_IsNotFound()
    {
        var status = await server.SendAsync(HttpMethod.Post, "/api/v1/namespaces/nowhere/configmaps", """{"metadata":{"name":"m"}}""", 404);

        Assert.Equal("namespaces \"nowhere\" not found", status.String("message"));
    }

    [Fact]
    public async Task Create_DryRun_LeavesNothing()
    {
        var maps = $"/api/v1/namespaces/{await server.NamespaceAsync()}/configmaps";

        var made = await server.SendAsync(HttpMethod.Post, maps + "?dryRun=All", """{"metadata":{"name":"m"}}""", 201);

        Assert.Null(made.Map("metadata")!["resourceVersion"]);
        await server.GetAsync(maps + "/m", 404);
    }

    [Fact]
    public async Task Update_StaleResourceVersion_IsConflict()
    {
        var map = $"/api/v1/namespaces/{await server.NamespaceAsync()}/configmaps";
        var first = await server.SendAsync(HttpMethod.Post, map, """{"metadata":{"name":"m"}}""", 201);
        await server.SendAsync(HttpMethod.Put, map + "/m", """{"metadata":{"name":"m"},"data":{"a":"1"}}""");

        var version = first.Map("metadata")!.String("resourceVersion");
        var status = await server.SendAsync(HttpMethod.Put, map + "/m", $$$"""{"metadata":{"name":"m","resourceVersion":"{{{version}}}"}}""", 409);

        Assert.Equal("Conflict", status.String("reason"));
    }

    [Fact]
    public async Task Update_NothingChanged_KeepsTheResourceVersion()
    {
        var maps = $"/api/v1/namespaces/{await server.NamespaceAsync()}/configmaps";
        var first = await server.SendAsync(HttpMethod.Post, maps, """{"metadata":{"name":"m"},"data":{"a":"1"}}""", 201);

        var second = await server.SendAsync(HttpMethod.Put, maps + "/m", """{"metadata":{"name":"m"},"data":{"a":"1"}}""");

        Assert.Equal(first.Map("metadata")!.String("resourceVersion"), second.Map("metadata")!.String("resourceVersion"));
    }

    [Fact]
    public async Task Patch_Concurrent_LosesNoChange()
    {
        var maps = $"/api/v1/namespaces/{await server.NamespaceAsync()}/configmaps";
        await server.SendAsync(HttpMethod.Post, maps, """{"metadata":{"name":"m"}}""", 201);

        await Task.WhenAll(Enumerable.Range(0, 40).Select(i => server.SendAsync(HttpMethod.Patch, maps + "/m", $$$"""{"data":{"k{{{i}}}":"v"}}""", 200, Merge)));

        Assert.Equal(40, (await server.GetAsync(maps + "/m")).Map("data")!.Count);
    }

    [Fact]
    public async Task Delete_WithFinalizer_WaitsForItsRemoval()
    {
        var maps = $"/api/v1/namespaces/{await server.NamespaceAsync()}/configmaps";
        await server.SendAsync(HttpMethod.Post, maps, """{"metadata":{"name":"m","finalizers":["example.com/hold"]}}""", 201);

        var held = await server.SendAsync(HttpMethod.Delete, maps + "/m");
        Assert.NotNull(held.Map("metadata")!["deletionTimestamp"]);
        await server.GetAsync(maps + "/m");
        await server.SendAsync(HttpMethod.Patch, maps + "/m", """{"metadata":{"finalizers":null}}""", 200, Merge);

        await server.GetAsync(maps + "/m", 404);
    }

    [Fact]
    public async Task Delete_ScheduledPod_IsGracefulUntilConfirmed()
    {
        var space = await server.NamespaceAsync();
        var pods = $"/api/v1/namespaces/{space}/pods";
        await server.SendAsync(HttpMethod.Post, pods, """{"metadata":{"name":"p"},"spec":{"nodeName":"n","containers":[{"name":"c","image":"x"}]}}""", 201);

        var waiting = await server.SendAsync(HttpMethod.Delete, pods + "/p");
        Assert.Equal(30, waiting.Map("metadata")!.Long("deletionGracePeriodSeconds"));
        await server.SendAsync(HttpMethod.Delete, pods + "/p?gracePeriodSeconds=0");

        await server.GetAsync(pods + "/p", 404);
    }

    [Fact]
    public async Task Create_UnknownField_IsRefusedWarnedOfOrIgnored()
    {
        var maps = $"/api/v1/namespaces/{await server.NamespaceAsync()}/configmaps";
        const string Body = """{"metadata":{"name":"m"},"bogus":1}""";

        var status = await server.SendAsync(HttpMethod.Post, maps + "?fieldValidation=Strict", Body, 400);
        using var warned = await server.RawAsync(HttpMethod.Post, maps + "?dryRun=All", Body);
        using var ignored = await server.RawAsync(HttpMethod.Post, maps + "?dryRun=All&fieldValidation=Ignore", Body);

        Assert.Contains("strict decoding error: unknown field \"bogus\"", status.String("message"), StringComparison.Ordinal);
        Assert.Equal("299 - \"unknown field \\\"bogus\\\"\"", Assert.Single(warned.Headers.GetValues("Warning")));
        Assert.False(ignored.Headers.Contains("Warning"));
    }

    [Fact]
    public async Task Create_OverThreeMebibytes_IsTooLarge()
    {
        var maps = $"/api/v1/namespaces/{await server.NamespaceAsync()}/configmaps";
        var body = new StringBuilder("""{"metadata":{"name":"m"},"data":{"a":""").Append('"').Append('x', 3 * 1024 * 1024).Append("\"}}").ToString();

        var status = await server.SendAsync(HttpMethod.Post, maps, body, 413);

        Assert.Equal("Request entity too large: limit is 3145728", status.String("message"));
    }

    [Fact]
    public async Task Apply_Twice_OwnsWhatItSaysAndDropsWhatItNoLongerSays()
    {
        var map = $"/api/v1/namespaces/{await server.NamespaceAsync()}/configmaps/m?fieldManager=me";
        const string Apply = "application/apply-patch+yaml";
        await server.SendAsync(HttpMethod.Patch, map, """{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"m"},"data":{"a":"1","b":"2"}}""", 201, Apply);

        var second = await server.SendAsync(HttpMethod.Patch, map, """{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"m"},"data":{"a":"1"}}""", 200, Apply);

        Assert.Equal(["a"], second.Map("data")!.Keys);
        Assert.Equal("Apply", ((JsonMap)second.Map("metadata")!.List("managedFields")![0]!).String("operation"));
    }
}
