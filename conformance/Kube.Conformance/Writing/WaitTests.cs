using Kube.Conformance.Support;

namespace Kube.Conformance.Writing;

public sealed class WaitTests(NamespaceFixture fixture) : NamespacedTests(fixture)
{
    [Fact]
    public async Task Wait_Condition_EndsWhenItHolds()
    {
        await Kubectl.RunAsync("create", "deployment", "soon", $"--image={TestImages.Web1}");

        Assert.Equal("deployment.apps/soon condition met", await Kubectl.RunAsync("wait", "--for=condition=Available", "deployment/soon", "--timeout=90s"));
        Assert.Matches("^pod/soon-.* condition met$", await Kubectl.RunAsync("wait", "--for=condition=Ready", "pod", "-l", "app=soon", "--timeout=90s"));
        Assert.Matches("^pod/soon-.* condition met$", await Kubectl.RunAsync("wait", "--for=jsonpath={.status.phase}=Running", "pod", "-l", "app=soon"));
    }

    [Fact]
    public async Task Wait_Deletion_EndsWhenTheObjectIsGone()
    {
        await Kubectl.ApplyAsync("""{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"leaving","finalizers":["example.com/hold"]}}""");
        await using var wait = Kubectl.Start("wait", "--for=delete", "configmap/leaving", "--timeout=60s");
        await Kubectl.RunAsync("delete", "configmap", "leaving", "--wait=false");

        await Kubectl.RunAsync("patch", "configmap", "leaving", "--type=merge", "-p", """{"metadata":{"finalizers":null}}""");

        Assert.Equal(0, await wait.EndedAsync());
    }

    [Fact]
    public async Task Wait_NeverTrue_TimesOut()
    {
        await Kubectl.RunAsync("create", "deployment", "never", "--image=x", "--replicas=0");

        (await Kubectl.TryAsync("wait", "--for=condition=Imaginary", "deployment/never", "--timeout=1s"))
            .Failed("error: timed out waiting for the condition on deployments/never");
    }
}
