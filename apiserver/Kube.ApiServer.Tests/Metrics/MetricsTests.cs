using System.Globalization;
using Kube.ApiServer.Tests.Hosting;

namespace Kube.ApiServer.Tests.Metrics;

public sealed class MetricsTests(ApiServerFixture server) : IClassFixture<ApiServerFixture>
{
    [Fact]
    public async Task Metrics_AfterRequests_CountEachByItsLabels()
    {
        const string Objects = "apiserver_resource_objects{group=\"\",resource=\"configmaps\"}";
        var ns = await server.NamespaceAsync();
        var before = Value(await PageAsync(), Objects);
        await server.SendAsync(HttpMethod.Post, $"/api/v1/namespaces/{ns}/configmaps", """{"metadata":{"name":"a"}}""", 201);
        await server.GetAsync($"/api/v1/namespaces/{ns}/configmaps/a");
        await server.GetAsync($"/api/v1/namespaces/{ns}/configmaps/none", 404);
        await server.GetAsync($"/api/v1/namespaces/{ns}/configmaps");
        var page = await PageAsync();

        const string Labels = "group=\"\",version=\"v1\",resource=\"configmaps\",subresource=\"\",scope=";
        Assert.Equal(1, Value(page, $"apiserver_request_total{{verb=\"POST\",{Labels}\"resource\",component=\"apiserver\",dry_run=\"\",code=\"201\"}}"));
        Assert.Equal(1, Value(page, $"apiserver_request_total{{verb=\"GET\",{Labels}\"resource\",component=\"apiserver\",dry_run=\"\",code=\"200\"}}"));
        Assert.Equal(1, Value(page, $"apiserver_request_total{{verb=\"GET\",{Labels}\"resource\",component=\"apiserver\",dry_run=\"\",code=\"404\"}}"));
        Assert.Equal(1, Value(page, $"apiserver_request_duration_seconds_count{{verb=\"LIST\",{Labels}\"namespace\",component=\"apiserver\",dry_run=\"\"}}"));
        Assert.Equal(2, Value(page, $"apiserver_response_sizes_count{{verb=\"GET\",{Labels}\"resource\",component=\"apiserver\"}}"));
        Assert.Equal(before + 1, Value(page, Objects));
        Assert.Equal(1, Value(page, "apiserver_current_inflight_requests{request_kind=\"readOnly\"}"));
        Assert.True(Value(page, "process_resident_memory_bytes") > 0);
    }

    [Fact]
    public async Task Metrics_WhileAWatchRuns_ShowIt()
    {
        const string Series = "apiserver_longrunning_requests{verb=\"WATCH\",group=\"\",version=\"v1\",resource=\"endpoints\",subresource=\"\",scope=\"cluster\",component=\"apiserver\"}";
        using (await server.RawAsync(HttpMethod.Get, "/api/v1/endpoints?watch=true"))
        {
            Assert.Equal(1, Value(await PageAsync(), Series));
        }
    }

    [Fact]
    public async Task Metrics_OfPathsNobodyServes_HaveNoSeries()
    {
        await server.GetAsync("/apis/strange.example/v1/things", 404);
        using var unknown = await server.RawAsync(HttpMethod.Get, "/strange-path");
        Assert.DoesNotContain("strange", await PageAsync(), StringComparison.Ordinal);
    }

    private async Task<string> PageAsync()
    {
        using var answer = await server.RawAsync(HttpMethod.Get, "/metrics");
        Assert.StartsWith("text/plain; version=0.0.4", answer.Content.Headers.ContentType!.ToString(), StringComparison.Ordinal);
        return await answer.Content.ReadAsStringAsync();
    }

    private static double Value(string page, string series)
    {
        var line = Assert.Single(page.Split('\n'), line => line.StartsWith(series + " ", StringComparison.Ordinal));
        return double.Parse(line[(series.Length + 1)..], CultureInfo.InvariantCulture);
    }
}
