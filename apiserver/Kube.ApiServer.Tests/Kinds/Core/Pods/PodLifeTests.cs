using Kube.ApiServer.Kinds;
using Kube.ApiServer.Tests.Hosting;

namespace Kube.ApiServer.Tests.Kinds.Core.Pods;

/// <summary>A pod from its creation over binding and debugging to its end, as its clients see it.</summary>
public sealed class PodLifeTests(ApiServerFixture server) : IClassFixture<ApiServerFixture>
{
    private const string Strategic = "application/strategic-merge-patch+json";

    [Fact]
    public async Task Bind_OnceAndAgain_AssignsThenConflicts()
    {
        var pod = await CreateAsync();

        await server.SendAsync(HttpMethod.Post, pod + "/binding", """{"metadata":{"name":"p"},"target":{"kind":"Node","name":"n1"}}""", 201);
        var status = await server.SendAsync(HttpMethod.Post, pod + "/binding", """{"metadata":{"name":"p"},"target":{"kind":"Node","name":"n2"}}""", 409);
        var bound = await server.GetAsync(pod);

        Assert.Equal("Operation cannot be fulfilled on pods/binding \"p\": pod p is already assigned to node \"n1\"", status.String("message"));
        Assert.Equal(("n1", 1L), (bound.Spec().Text("nodeName"), bound.Metadata().Number("generation")));
        Assert.Contains(bound.Status().Maps("conditions"), condition => condition.Text("type") == "PodScheduled" && condition.Text("status") == "True");
    }

    [Fact]
    public async Task Delete_BoundPod_WaitsForTheKubelet()
    {
        var pod = await CreateAsync();
        await server.SendAsync(HttpMethod.Post, pod + "/binding", """{"metadata":{"name":"p"},"target":{"name":"n1"}}""", 201);

        var marked = await server.SendAsync(HttpMethod.Delete, pod);
        var again = await server.GetAsync(pod);
        await server.SendAsync(HttpMethod.Delete, pod + "?gracePeriodSeconds=0");
        await server.GetAsync(pod, 404);

        Assert.Equal(30, marked.Metadata().Number("deletionGracePeriodSeconds"));
        Assert.True(again.IsBeingDeleted());
    }

    [Fact]
    public async Task Delete_PodThatNoNodeHas_RemovesItAtOnce()
    {
        var pod = await CreateAsync();

        await server.SendAsync(HttpMethod.Delete, pod);

        await server.GetAsync(pod, 404);
    }

    [Fact]
    public async Task Evict_DryRun_LeavesThePod()
    {
        var pod = await CreateAsync();

        var status = await server.SendAsync(HttpMethod.Post, pod + "/eviction", """{"apiVersion":"policy/v1","kind":"Eviction","metadata":{"name":"p"},"deleteOptions":{"dryRun":["All"]}}""", 201);
        await server.GetAsync(pod);
        await server.SendAsync(HttpMethod.Post, pod + "/eviction", """{"apiVersion":"policy/v1","kind":"Eviction","metadata":{"name":"p"}}""", 201);

        Assert.Equal("Success", status.String("status"));
        await server.GetAsync(pod, 404);
    }

    [Fact]
    public async Task Evict_RunningPodWithABudget_IsAllowedAsOftenAsTheBudgetSays()
    {
        const string Eviction = """{"apiVersion":"policy/v1","kind":"Eviction","metadata":{"name":"p"}}""";
        var pod = await CreateAsync();
        var budgets = pod[..pod.IndexOf("/pods", StringComparison.Ordinal)].Replace("/api/v1", "/apis/policy/v1", StringComparison.Ordinal) + "/poddisruptionbudgets";
        await server.SendAsync(HttpMethod.Patch, pod + "/status", """{"status":{"phase":"Running"}}""", contentType: Strategic);
        await server.SendAsync(HttpMethod.Post, budgets, """{"metadata":{"name":"b"},"spec":{"minAvailable":1,"selector":{}}}""", 201);

        var unobserved = await server.SendAsync(HttpMethod.Post, pod + "/eviction", Eviction, 429);
        await server.SendAsync(HttpMethod.Patch, budgets + "/b/status", """{"status":{"observedGeneration":1,"desiredHealthy":2,"currentHealthy":1}}""", contentType: "application/merge-patch+json");
        var refused = await server.SendAsync(HttpMethod.Post, pod + "/eviction", Eviction, 429);
        await server.SendAsync(HttpMethod.Patch, budgets + "/b/status", """{"status":{"disruptionsAllowed":1}}""", contentType: "application/merge-patch+json");
        await server.SendAsync(HttpMethod.Post, pod + "/eviction", Eviction, 201);

        Assert.Equal("The disruption budget b is still being processed by the server.", unobserved.Part("details").Maps("causes").First().Text("message"));
        Assert.Equal("The disruption budget b needs 2 healthy pods and has 1 currently", refused.Part("details").Maps("causes").First().Text("message"));
        Assert.Equal(0, (await server.GetAsync(budgets + "/b")).Status().Number("disruptionsAllowed"));
        await server.GetAsync(pod, 404);
    }

    [Fact]
    public async Task Patch_EphemeralContainers_AddsOneAndCountsAGeneration()
    {
        var pod = await CreateAsync();

        var debugged = await server.SendAsync(HttpMethod.Patch, pod + "/ephemeralcontainers", """{"spec":{"ephemeralContainers":[{"name":"d","image":"x"}]}}""", contentType: Strategic);

        Assert.Equal((1, 2L), (debugged.Spec().CountOf("ephemeralContainers"), debugged.Metadata().Number("generation")));
    }

    [Fact]
    public async Task Patch_Resize_ChangesCpuOnly()
    {
        var pods = $"/api/v1/namespaces/{await server.NamespaceAsync()}/pods";
        await server.SendAsync(HttpMethod.Post, pods, """{"metadata":{"name":"p"},"spec":{"containers":[{"name":"c","image":"x","resources":{"requests":{"cpu":"1"}}}]}}""", 201);

        var resized = await server.SendAsync(HttpMethod.Patch, pods + "/p/resize", """{"spec":{"hostname":"h","containers":[{"name":"c","resources":{"requests":{"cpu":"2"}}}]}}""", contentType: Strategic);
        var refused = await server.SendAsync(HttpMethod.Patch, pods + "/p/resize", """{"spec":{"containers":[{"name":"c","resources":{"requests":{"cpu":null}}}]}}""", 422, Strategic);

        Assert.Equal(("2", ""), (resized.Spec().Maps("containers").First().Part("resources").Part("requests").Text("cpu"), resized.Spec().Text("hostname")));
        Assert.Contains("resource requests cannot be removed", refused.String("message"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Patch_Status_ChangesNothingElse()
    {
        var pod = await CreateAsync();

        var reported = await server.SendAsync(HttpMethod.Patch, pod + "/status", """{"spec":{"hostname":"h"},"status":{"phase":"Running","podIP":"10.1.1.1"}}""", contentType: Strategic);

        Assert.Equal(("", "Running", "10.1.1.1"), (reported.Spec().Text("hostname"), reported.Status().Text("phase"), reported.Status().Maps("podIPs").First().Text("ip")));
        Assert.Equal("BestEffort", reported.Status().Text("qosClass"));
    }

    private async Task<string> CreateAsync()
    {
        var pods = $"/api/v1/namespaces/{await server.NamespaceAsync()}/pods";
        await server.SendAsync(HttpMethod.Post, pods, """{"metadata":{"name":"p"},"spec":{"containers":[{"name":"c","image":"busybox"}]}}""", 201);
        return pods + "/p";
    }
}
