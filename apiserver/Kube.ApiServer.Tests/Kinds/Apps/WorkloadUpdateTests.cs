using Kube.ApiServer.Kinds;
using Kube.ApiServer.Tests.Hosting;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Tests.Kinds.Apps;

/// <summary>What a workload keeps for life.</summary>
public sealed class WorkloadUpdateTests(ApiServerFixture server) : IClassFixture<ApiServerFixture>
{
    private const string Merge = "application/merge-patch+json";

    [Fact]
    public async Task Patch_SelectorOfDeployment_IsImmutable()
    {
        var path = await CreateAsync("deployments", "Deployment");

        var status = await server.SendAsync(HttpMethod.Patch, path, """{"spec":{"selector":{"matchLabels":{"app":"b"}},"template":{"metadata":{"labels":{"app":"b"}}}}}""", 422, Merge);

        Assert.Equal("Deployment.apps \"w\" is invalid: spec.selector: Invalid value: {\"matchLabels\":{\"app\":\"b\"}}: field is immutable", status.String("message"));
    }

    [Fact]
    public async Task Patch_ServiceNameOfStatefulSet_IsForbidden()
    {
        var path = await CreateAsync("statefulsets", "StatefulSet");

        var status = await server.SendAsync(HttpMethod.Patch, path, """{"spec":{"serviceName":"other"}}""", 422, Merge);

        Assert.StartsWith("StatefulSet.apps \"w\" is invalid: spec: Forbidden: updates to statefulset spec for fields other than 'replicas'", status.String("message"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Patch_TemplateOfDaemonSet_IsNumbered()
    {
        var path = await CreateAsync("daemonsets", "DaemonSet");

        var changed = await server.SendAsync(HttpMethod.Patch, path, """{"spec":{"template":{"metadata":{"labels":{"x":"1"}}}}}""", contentType: Merge);
        var same = await server.SendAsync(HttpMethod.Patch, path, """{"spec":{"minReadySeconds":1}}""", contentType: Merge);

        Assert.Equal(("2", 2L), (changed.Annotations().Text("deprecated.daemonset.template.generation"), changed.Metadata().Number("generation")));
        Assert.Equal(("2", 3L), (same.Annotations().Text("deprecated.daemonset.template.generation"), same.Metadata().Number("generation")));
    }

    [Fact]
    public async Task Patch_StatusOfReplicaSet_CountsMustFit()
    {
        var path = await CreateAsync("replicasets", "ReplicaSet");

        var status = await server.SendAsync(HttpMethod.Patch, path + "/status", """{"status":{"replicas":1,"readyReplicas":2}}""", 422, Merge);

        Assert.Contains("status.readyReplicas: Invalid value: 2: cannot be greater than status.replicas", status.String("message"), StringComparison.Ordinal);
    }

    private async Task<string> CreateAsync(string plural, string kind)
    {
        var collection = $"/apis/apps/v1/namespaces/{await server.NamespaceAsync()}/{plural}";
        JsonMap made = await server.SendAsync(HttpMethod.Post, collection,
            """{"apiVersion":"apps/v1","kind":"KIND","metadata":{"name":"w"},"spec":{"selector":{"matchLabels":{"app":"a"}},"template":{"metadata":{"labels":{"app":"a"}},"spec":{"containers":[{"name":"c","image":"x"}]}}}}"""
                .Replace("KIND", kind, StringComparison.Ordinal), 201);
        return $"{collection}/{made.Name()}";
    }
}
