using Kube.Conformance.Support;

namespace Kube.Conformance.Workloads;

public sealed class NamespaceTests
{
    [Fact]
    public async Task NewNamespace_Gets_ServiceAccountAndRootCertificate()
    {
        var kubectl = (await SharedCluster.KubectlAsync()).In("furnished");
        await kubectl.RunAsync("create", "namespace", "furnished");

        await kubectl.RunAsync("wait", "--for=create", "serviceaccount/default", "configmap/kube-root-ca.crt", "--timeout=60s");
        Assert.StartsWith("-----BEGIN CERTIFICATE-----", await kubectl.GetPathAsync("{.data.ca\\.crt}", "configmap", "kube-root-ca.crt"), StringComparison.Ordinal);

        await kubectl.RunAsync("delete", "serviceaccount", "default");
        await kubectl.RunAsync("wait", "--for=create", "serviceaccount/default", "--timeout=60s");
        await kubectl.RunAsync("delete", "namespace", "furnished");
    }

    [Fact]
    public async Task DeletedNamespace_Takes_EverythingInIt()
    {
        var kubectl = (await SharedCluster.KubectlAsync()).In("doomed");
        await kubectl.RunAsync("create", "namespace", "doomed");
        await kubectl.RunAsync("create", "configmap", "inside");
        await kubectl.RunAsync("create", "secret", "generic", "inside");
        await kubectl.RunAsync("create", "deployment", "inside", $"--image={TestImages.Web1}", "--replicas=2");
        await kubectl.RunAsync("rollout", "status", "deployment/inside", "--timeout=90s");

        Assert.Equal("namespace \"doomed\" deleted", await kubectl.RunAsync("delete", "namespace", "doomed", "--timeout=110s"));

        (await kubectl.TryAsync("get", "namespace", "doomed")).Failed("NotFound");
        Assert.Equal("", await kubectl.RunAsync("get", "configmaps,secrets,deployments,replicasets,pods", "-o", "name"));
        Assert.Empty(await Docker.ContainersOfNamespaceAsync("doomed"));
    }

    [Fact]
    public async Task Create_InTerminatingNamespace_IsForbidden()
    {
        var kubectl = (await SharedCluster.KubectlAsync()).In("closing");
        await kubectl.RunAsync("create", "namespace", "closing");
        await kubectl.ApplyAsync("""{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"held","finalizers":["example.com/hold"]}}""");
        await kubectl.RunAsync("delete", "namespace", "closing", "--wait=false");

        (await kubectl.TryAsync("create", "configmap", "late"))
            .Failed("configmaps \"late\" is forbidden: unable to create new content in namespace closing because it is being terminated");

        await kubectl.RunAsync("patch", "configmap", "held", "--type=merge", "-p", """{"metadata":{"finalizers":null}}""");
        await kubectl.RunAsync("wait", "--for=delete", "namespace/closing", "--timeout=60s");
    }

    [Fact]
    public async Task DeleteNamespace_Default_IsForbidden() =>
        (await (await SharedCluster.KubectlAsync()).TryAsync("delete", "namespace", "default")).Failed("is forbidden: this namespace may not be deleted");
}
