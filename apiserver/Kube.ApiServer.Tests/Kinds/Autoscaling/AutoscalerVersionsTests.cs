using Kube.ApiServer.Tests.Hosting;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Tests.Kinds.Autoscaling;

/// <summary>One autoscaler in two versions: what v1 has no field for is in annotations.</summary>
public sealed class AutoscalerVersionsTests(ApiServerFixture server) : IClassFixture<ApiServerFixture>
{
    private const string Target = """ "maxReplicas":3,"scaleTargetRef":{"kind":"Deployment","name":"d","apiVersion":"apps/v1"} """;

    private const string Everything = $$$$"""
        {"metadata":{"name":"a","annotations":{"mine":"kept"}},"spec":{ {{{{Target}}}},
         "metrics":[
          {"type":"Resource","resource":{"name":"cpu","target":{"type":"Utilization","averageUtilization":50}}},
          {"type":"Resource","resource":{"name":"memory","target":{"type":"AverageValue","averageValue":"1Gi"}}},
          {"type":"ContainerResource","containerResource":{"name":"cpu","container":"c","target":{"type":"Utilization","averageUtilization":60}}},
          {"type":"Pods","pods":{"metric":{"name":"m","selector":{"matchLabels":{"a":"b"}}},"target":{"type":"AverageValue","averageValue":"5"}}},
          {"type":"Object","object":{"describedObject":{"kind":"Service","name":"s","apiVersion":"v1"},"metric":{"name":"o"},"target":{"type":"Value","value":"10"}}},
          {"type":"Object","object":{"describedObject":{"kind":"Service","name":"s","apiVersion":"v1"},"metric":{"name":"o"},"target":{"type":"AverageValue","averageValue":"2"}}},
          {"type":"External","external":{"metric":{"name":"e"},"target":{"type":"AverageValue","averageValue":"7"}}}],
         "behavior":{"scaleDown":{"stabilizationWindowSeconds":60,"policies":[{"type":"Pods","value":1,"periodSeconds":30}]} }}}
        """;

    [Fact]
    public async Task Create_V1_IsAMetricOfV2()
    {
        var space = await server.NamespaceAsync();
        await server.SendAsync(HttpMethod.Post, Path(space, "v1"), $$$"""{"metadata":{"name":"a"},"spec":{ {{{Target}}},"targetCPUUtilizationPercentage":50}}""", 201);

        var metric = Assert.Single((await server.GetAsync(Path(space, "v2") + "/a")).Map("spec")!.Maps("metrics"));

        Assert.Equal("""{"type":"Resource","resource":{"name":"cpu","target":{"type":"Utilization","averageUtilization":50}}}""", JsonWriter.ToText(metric));
    }

    [Fact]
    public async Task Create_V1WithoutMetrics_AimsAtTheUsual()
    {
        var space = await server.NamespaceAsync();

        var made = await server.SendAsync(HttpMethod.Post, Path(space, "v1"), $$$"""{"metadata":{"name":"a"},"spec":{ {{{Target}}} }}""", 201);

        Assert.Equal((80L, 1L), (made.Map("spec")!.Long("targetCPUUtilizationPercentage"), made.Map("spec")!.Long("minReplicas")));
        Assert.Contains("f:targetCPUUtilizationPercentage", JsonWriter.ToText(made.Map("metadata")!.List("managedFields")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Read_V1OfAllV2CanSay_KeepsItInAnnotations()
    {
        var space = await server.NamespaceAsync();
        await server.SendAsync(HttpMethod.Post, Path(space, "v2"), Everything, 201);

        var annotations = (await server.GetAsync(Path(space, "v1") + "/a")).Map("metadata")!.Map("annotations")!;

        Assert.Equal(
            """[{"type":"Resource","resource":{"name":"memory","targetAverageValue":"1Gi"}},{"type":"ContainerResource","containerResource":{"name":"cpu","targetAverageUtilization":60,"container":"c"}},"""
            + """{"type":"Pods","pods":{"metricName":"m","targetAverageValue":"5","selector":{"matchLabels":{"a":"b"}}}},"""
            + """{"type":"Object","object":{"target":{"kind":"Service","name":"s","apiVersion":"v1"},"metricName":"o","targetValue":"10"}},"""
            + """{"type":"Object","object":{"target":{"kind":"Service","name":"s","apiVersion":"v1"},"metricName":"o","targetValue":"0","averageValue":"2"}},"""
            + """{"type":"External","external":{"metricName":"e","targetAverageValue":"7"}}]""",
            annotations.String("autoscaling.alpha.kubernetes.io/metrics"));
        Assert.Equal(
            """{"ScaleUp":{"StabilizationWindowSeconds":0,"SelectPolicy":"Max","Policies":[{"Type":"Pods","Value":4,"PeriodSeconds":15},{"Type":"Percent","Value":100,"PeriodSeconds":15}],"Tolerance":null},"""
            + "\"ScaleDown\":" + """{"StabilizationWindowSeconds":60,"SelectPolicy":"Max","Policies":[{"Type":"Pods","Value":1,"PeriodSeconds":30}],"Tolerance":null}}""",
            annotations.String("autoscaling.alpha.kubernetes.io/behavior"));
        Assert.Equal("kept", annotations.String("mine"));
    }

    [Fact]
    public async Task Replace_V1AsItWasRead_ChangesNothing()
    {
        var space = await server.NamespaceAsync();
        var before = await server.SendAsync(HttpMethod.Post, Path(space, "v2"), Everything, 201);

        var read = await server.GetAsync(Path(space, "v1") + "/a");
        await server.SendAsync(HttpMethod.Put, Path(space, "v1") + "/a", JsonWriter.ToText(read));

        var after = await server.GetAsync(Path(space, "v2") + "/a");
        Assert.Equal(JsonWriter.ToText(before["spec"]), JsonWriter.ToText(after["spec"]));
        Assert.Equal(before.Map("metadata")!.String("resourceVersion"), after.Map("metadata")!.String("resourceVersion"));
    }

    [Fact]
    public async Task PatchStatus_V1_ReachesV2()
    {
        var space = await server.NamespaceAsync();
        await server.SendAsync(HttpMethod.Post, Path(space, "v2"), Everything, 201);
        await server.SendAsync(
            HttpMethod.Patch, Path(space, "v2") + "/a/status",
            """{"status":{"currentReplicas":2,"desiredReplicas":2,"conditions":[{"type":"AbleToScale","status":"True","lastTransitionTime":"2026-01-01T00:00:00Z"}],"currentMetrics":[{"type":"Resource","resource":{"name":"cpu","current":{"averageUtilization":40,"averageValue":"4m"}}}]}}""",
            contentType: "application/merge-patch+json");

        var old = await server.GetAsync(Path(space, "v1") + "/a/status");
        await server.SendAsync(HttpMethod.Patch, Path(space, "v1") + "/a/status", """{"status":{"currentReplicas":3}}""", contentType: "application/merge-patch+json");

        var status = (await server.GetAsync(Path(space, "v2") + "/a")).Map("status")!;
        Assert.Equal(40L, old.Map("status")!.Long("currentCPUUtilizationPercentage"));
        Assert.Equal(3L, status.Long("currentReplicas"));
        Assert.Equal("4m", status.Maps("currentMetrics").Single().Map("resource")!.Map("current")!.String("averageValue"));
        Assert.Equal("AbleToScale", status.Maps("conditions").Single().String("type"));
    }

    [Fact]
    public async Task Create_V1TooHigh_IsRefusedInTermsOfV2()
    {
        var space = await server.NamespaceAsync();

        var refused = await server.SendAsync(HttpMethod.Post, Path(space, "v1"), $$$"""{"metadata":{"name":"a"},"spec":{ {{{Target}}},"minReplicas":4,"targetCPUUtilizationPercentage":0}}""", 422);

        Assert.Contains("spec.metrics[0].resource.target.averageUtilization: Invalid value: 0: must be greater than 0", refused.String("message"), StringComparison.Ordinal);
        Assert.Contains("spec.maxReplicas", refused.String("message"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Apply_OneVersionOverTheOther_KeepsAndContestsTheOthersFields()
    {
        var space = await server.NamespaceAsync();
        await ApplyAsync(space, "v1", "first", $$$"""{ {{{Target}}},"targetCPUUtilizationPercentage":50}""", 201);

        var conflict = await ApplyAsync(space, "v2", "second", """{"maxReplicas":5,"scaleTargetRef":{"kind":"Deployment","name":"d","apiVersion":"apps/v1"},"minReplicas":2}""", 409);
        var applied = await ApplyAsync(space, "v2", "second", """{"maxReplicas":3,"scaleTargetRef":{"kind":"Deployment","name":"d","apiVersion":"apps/v1"},"minReplicas":2}""", 200);

        Assert.Contains("conflict with \"first\"", conflict.String("message"), StringComparison.Ordinal);
        Assert.Equal(
            [("first", "autoscaling/v1"), ("second", "autoscaling/v2")],
            applied.Map("metadata")!.Maps("managedFields").Select(entry => (entry.String("manager")!, entry.String("apiVersion")!)).Order());
    }

    private Task<JsonMap> ApplyAsync(string space, string version, string manager, string spec, int expected) => server.SendAsync(
        HttpMethod.Patch, $"{Path(space, version)}/a?fieldManager={manager}",
        $$$"""{"apiVersion":"autoscaling/{{{version}}}","kind":"HorizontalPodAutoscaler","metadata":{"name":"a"},"spec":{{{spec}}}}""", expected, "application/apply-patch+yaml");

    private static string Path(string space, string version) => $"/apis/autoscaling/{version}/namespaces/{space}/horizontalpodautoscalers";
}
