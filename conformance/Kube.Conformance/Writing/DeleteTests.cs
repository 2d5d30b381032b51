using Kube.Conformance.Support;

namespace Kube.Conformance.Writing;

public sealed class DeleteTests(NamespaceFixture fixture) : NamespacedTests(fixture)
{
    [Fact]
    public async Task Delete_Object_IsGone()
    {
        await Kubectl.RunAsync("create", "configmap", "brief");

        Assert.Equal("configmap \"brief\" deleted", await Kubectl.RunAsync("delete", "configmap", "brief"));

        (await Kubectl.TryAsync("get", "configmap", "brief")).Failed("NotFound");
    }

    [Fact]
    public async Task Delete_MissingObject_IsNotFoundUnlessIgnored()
    {
        (await Kubectl.TryAsync("delete", "configmap", "never")).Failed("(NotFound): configmaps \"never\" not found");
        Assert.Equal("", await Kubectl.RunAsync("delete", "configmap", "never", "--ignore-not-found"));
    }

    [Fact]
    public async Task Delete_SelectedAndAll_DeletesThose()
    {
        foreach (var name in (string[])["s1", "s2", "s3"])
            await Kubectl.RunAsync("create", "secret", "generic", name);
        await Kubectl.RunAsync("label", "secret", "s1", "s2", "old=yes");

        await Kubectl.RunAsync("delete", "secret", "-l", "old");
        Assert.Equal("s3", await Kubectl.GetPathAsync("{.items[*].metadata.name}", "secret"));

        await Kubectl.RunAsync("delete", "secret", "--all");
        Assert.Equal("", await Kubectl.GetPathAsync("{.items[*].metadata.name}", "secret"));
    }

    [Fact]
    public async Task Delete_ObjectWithFinalizer_WaitsForItsRemoval()
    {
        await Kubectl.ApplyAsync("""{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"held","finalizers":["example.com/hold"]}}""");

        await Kubectl.RunAsync("delete", "configmap", "held", "--wait=false");
        Assert.NotEqual("", await Kubectl.GetPathAsync("{.metadata.deletionTimestamp}", "configmap", "held"));
        await Kubectl.RunAsync("patch", "configmap", "held", "--type=merge", "-p", """{"metadata":{"finalizers":null}}""");

        (await Kubectl.TryAsync("get", "configmap", "held")).Failed("NotFound");
    }

    [Fact]
    public async Task Delete_Background_TakesTheDependentsAlong()
    {
        await DeployWebAsync("background");

        await Kubectl.RunAsync("delete", "deployment", "background");

        await NothingIsLeftOfAsync("background");
    }

    [Fact]
    public async Task Delete_Foreground_KeepsTheOwnerUntilItsDependentsAreGone()
    {
        await DeployWebAsync("foreground");

        await Kubectl.RunAsync("delete", "deployment", "foreground", "--cascade=foreground", "--timeout=90s");

        Assert.Equal("", await Kubectl.GetPathAsync("{.items[*].metadata.name}", "replicaset", "-l", "app=foreground"));
        await NothingIsLeftOfAsync("foreground");
    }

    [Fact]
    public async Task Delete_Orphan_LeavesTheDependentsBehind()
    {
        await DeployWebAsync("orphan");

        await Kubectl.RunAsync("delete", "deployment", "orphan", "--cascade=orphan");

        await Eventually.IsAsync(
            "the ReplicaSet has no owner any more",
            () => Kubectl.GetPathAsync("{.items[*].metadata.ownerReferences}", "replicaset", "-l", "app=orphan"),
            owners => owners.Length == 0);
        Assert.Equal("1", await Kubectl.GetPathAsync("{.items[*].status.readyReplicas}", "replicaset", "-l", "app=orphan"));
        await Kubectl.RunAsync("delete", "replicaset", "-l", "app=orphan", "--wait=false");
    }

    [Fact]
    public async Task Delete_PodNowAndForced_IsGoneAtOnce()
    {
        await RunShellPodAsync("forced", Forever);

        var outcome = await Kubectl.TryAsync("delete", "pod", "forced", "--grace-period=0", "--force");

        Assert.Contains("Warning: Immediate deletion does not wait", outcome.Succeeded().Errors, StringComparison.Ordinal);
        (await Kubectl.TryAsync("get", "pod", "forced")).Failed("NotFound");
        await Eventually.IsAsync(
            "its containers are gone",
            () => Docker.ContainersWithAsync("io.kubernetes.pod.name=forced"),
            containers => containers.Length == 0);
    }

    private async Task NothingIsLeftOfAsync(string app)
    {
        await Eventually.IsAsync(
            "ReplicaSets and pods are gone",
            () => Kubectl.RunAsync("get", "replicasets,pods", "-l", $"app={app}", "-o", "name"),
            names => names.Length == 0);
    }
}
