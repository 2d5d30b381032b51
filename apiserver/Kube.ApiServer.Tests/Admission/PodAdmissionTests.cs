using Kube.ApiServer.Tests.Hosting;

namespace Kube.ApiServer.Tests.Admission;

public sealed class PodAdmissionTests(ApiServerFixture server) : IClassFixture<ApiServerFixture>
{
    private const string Pod = """{"metadata":{"name":"p"},"spec":{"containers":[{"name":"c","image":"x"}]}}""";

    [Fact]
    public async Task Create_PlainPod_GetsAccountTokenPriorityAndTolerations()
    {
        var pods = $"/api/v1/namespaces/{await server.NamespaceAsync()}/pods";

        var spec = (await server.SendAsync(HttpMethod.Post, pods, Pod, 201)).Map("spec")!;

        Assert.Equal(("default", 0L, "PreemptLowerPriority"), (spec.String("serviceAccountName"), spec.Long("priority"), spec.String("preemptionPolicy")));
        Assert.StartsWith("kube-api-access-", spec.Maps("volumes").Single().String("name"), StringComparison.Ordinal);
        Assert.Equal("/var/run/secrets/kubernetes.io/serviceaccount", spec.Maps("containers").Single().Maps("volumeMounts").Single().String("mountPath"));
        Assert.Equal(["node.kubernetes.io/not-ready", "node.kubernetes.io/unreachable"], spec.Maps("tolerations").Select(toleration => toleration.String("key")));
    }

    [Fact]
    public async Task Create_AbsentAccount_IsForbidden()
    {
        var space = await server.NamespaceAsync();

        var status = await server.SendAsync(HttpMethod.Post, $"/api/v1/namespaces/{space}/pods",
            """{"metadata":{"name":"p"},"spec":{"serviceAccountName":"nope","containers":[{"name":"c","image":"x"}]}}""", 403);

        Assert.Equal($"pods \"p\" is forbidden: error looking up service account {space}/nope: serviceaccount \"nope\" not found", status.String("message"));
    }

    [Fact]
    public async Task Create_InTerminatingNamespace_IsForbidden()
    {
        var space = await server.NamespaceAsync();
        await server.SendAsync(HttpMethod.Delete, $"/api/v1/namespaces/{space}");

        var status = await server.SendAsync(HttpMethod.Post, $"/api/v1/namespaces/{space}/pods", Pod, 403);

        Assert.Contains("because it is being terminated", status.String("message"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Delete_SystemNamespace_IsForbidden() =>
        Assert.Equal("namespaces \"kube-system\" is forbidden: this namespace may not be deleted",
            (await server.SendAsync(HttpMethod.Delete, "/api/v1/namespaces/kube-system", null, 403)).String("message"));
}
