using Kube.ApiServer.Tests.Hosting;

namespace Kube.ApiServer.Tests.Admission;

public sealed class QuotaAdmissionTests(ApiServerFixture server) : IClassFixture<ApiServerFixture>
{
    [Fact]
    public async Task Create_ManyAtOnce_NeverOverspends()
    {
        var space = await QuotaAsync("configmaps", "10");

        var answers = await Task.WhenAll(Enumerable.Range(0, 200).Select(index => CreateMapAsync(space, $"c{index}")));

        Assert.Equal(10, answers.Count(answer => answer == 201));
        Assert.Equal(190, answers.Count(answer => answer == 403));
        Assert.Equal(10, (await server.GetAsync($"/api/v1/namespaces/{space}/configmaps")).List("items")!.Count);
        Assert.Equal("10", await UsedAsync(space, "configmaps"));
    }

    [Fact]
    public async Task Create_BeyondQuota_SaysWhatIsUsed()
    {
        var space = await QuotaAsync("count/secrets", "0");

        var status = await server.SendAsync(HttpMethod.Post, $"/api/v1/namespaces/{space}/secrets", """{"metadata":{"generateName":"s-"}}""", 403);

        Assert.Equal("secrets \"s-\" is forbidden: exceeded quota: q, requested: count/secrets=1, used: count/secrets=0, limited: count/secrets=0", Generated(status.String("message")!));
    }

    [Fact]
    public async Task Create_DryRun_ChargesNothing()
    {
        var space = await QuotaAsync("configmaps", "1");

        await server.SendAsync(HttpMethod.Post, $"/api/v1/namespaces/{space}/configmaps?dryRun=All", """{"metadata":{"name":"c"}}""", 201);

        Assert.Equal("0", await UsedAsync(space, "configmaps"));
    }

    /// <summary>A name made from a prefix is known by now; what is refused is the same.</summary>
    private static string Generated(string message) => System.Text.RegularExpressions.Regex.Replace(message, "\"s-[a-z0-9]*\"", "\"s-\"");

    private async Task<int> CreateMapAsync(string space, string name)
    {
        using var response = await server.RawAsync(HttpMethod.Post, $"/api/v1/namespaces/{space}/configmaps", $$$"""{"metadata":{"name":"{{{name}}}"}}""");
        return (int)response.StatusCode;
    }

    private async Task<string?> UsedAsync(string space, string name) =>
        (await server.GetAsync($"/api/v1/namespaces/{space}/resourcequotas/q")).Map("status")!.Map("used")!.String(name);

    /// <summary>A namespace with a quota its controller has acknowledged.</summary>
    private async Task<string> QuotaAsync(string name, string amount)
    {
        var space = await server.NamespaceAsync();
        var quotas = $"/api/v1/namespaces/{space}/resourcequotas";
        await server.SendAsync(HttpMethod.Post, quotas, $$$"""{"metadata":{"name":"q"},"spec":{"hard":{"{{{name}}}":"{{{amount}}}"} }}""", 201);
        await server.SendAsync(HttpMethod.Patch, $"{quotas}/q/status", $$$"""{"status":{"hard":{"{{{name}}}":"{{{amount}}}"},"used":{"{{{name}}}":"0"} }}""", 200, "application/merge-patch+json");
        return space;
    }
}
