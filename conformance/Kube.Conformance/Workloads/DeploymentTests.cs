using Kube.Conformance.Support;

namespace Kube.Conformance.Workloads;

public sealed class DeploymentTests(NamespaceFixture fixture) : NamespacedTests(fixture)
{
    [Fact]
    public async Task Scale_UpAndDown_PodsFollow()
    {
        await DeployWebAsync("sized");

        Assert.Equal("deployment.apps/sized scaled", await Kubectl.RunAsync("scale", "deployment", "sized", "--replicas=3"));
        await Kubectl.RunAsync("rollout", "status", "deployment/sized", "--timeout=90s");
        Assert.Equal(3, (await PodsAsync("sized")).Length);

        (await Kubectl.TryAsync("scale", "deployment", "sized", "--current-replicas=9", "--replicas=1")).Failed("Expected replicas to be 9, was 3");
        await Kubectl.RunAsync("scale", "deployment", "sized", "--replicas=1");
        await Eventually.IsAsync("one pod is left", () => PodsAsync("sized"), pods => pods.Length == 1);
    }

    [Fact]
    public async Task SetImage_RolloutHistoryAndUndo_GoForthAndBack()
    {
        await DeployWebAsync("rolled", 2);

        Assert.Equal("deployment.apps/rolled image updated", await Kubectl.RunAsync("set", "image", "deployment/rolled", $"web={TestImages.Web2}"));
        Assert.EndsWith("deployment \"rolled\" successfully rolled out", await Kubectl.RunAsync("rollout", "status", "deployment/rolled", "--timeout=90s"), StringComparison.Ordinal);
        Assert.Equal($"{TestImages.Web2} {TestImages.Web2}", await ImagesAsync("rolled"));

        var history = await Kubectl.RunAsync("rollout", "history", "deployment/rolled");
        Assert.Matches(@"REVISION\s+CHANGE-CAUSE\n1\s+<none>\n2\s+<none>", history);
        Assert.Matches($@"Image:\s+{TestImages.Web1}", await Kubectl.RunAsync("rollout", "history", "deployment/rolled", "--revision=1"));

        Assert.Equal("deployment.apps/rolled rolled back", await Kubectl.RunAsync("rollout", "undo", "deployment/rolled"));
        await Kubectl.RunAsync("rollout", "status", "deployment/rolled", "--timeout=90s");
        Assert.Equal($"{TestImages.Web1} {TestImages.Web1}", await ImagesAsync("rolled"));
        Assert.Matches(@"\n2\s+<none>\n3\s+<none>", await Kubectl.RunAsync("rollout", "history", "deployment/rolled"));
    }

    [Fact]
    public async Task Restart_Deployment_ReplacesItsPods()
    {
        await DeployWebAsync("fresh");
        var before = await PodsAsync("fresh");

        Assert.Equal("deployment.apps/fresh restarted", await Kubectl.RunAsync("rollout", "restart", "deployment/fresh"));
        await Kubectl.RunAsync("rollout", "status", "deployment/fresh", "--timeout=90s");

        await Eventually.IsAsync("only new pods are left", () => PodsAsync("fresh"), pods => pods.Length == 1 && pods[0] != before[0]);
    }

    [Fact]
    public async Task Pause_ChangedImage_RollsOutOnlyAfterResume()
    {
        await DeployWebAsync("paused");
        Assert.Equal("deployment.apps/paused paused", await Kubectl.RunAsync("rollout", "pause", "deployment/paused"));
        await Kubectl.RunAsync("set", "image", "deployment/paused", $"web={TestImages.Web2}");
        await Eventually.IsAsync(
            "the controller has seen the change",
            () => Kubectl.GetPathAsync("{.metadata.generation} {.status.observedGeneration}", "deployment", "paused"),
            text => text.Split(' ') is [var wanted, var seen] && wanted == seen);
        Assert.Equal(TestImages.Web1, await ImagesAsync("paused"));

        Assert.Equal("deployment.apps/paused resumed", await Kubectl.RunAsync("rollout", "resume", "deployment/paused"));
        await Kubectl.RunAsync("rollout", "status", "deployment/paused", "--timeout=90s");

        Assert.Equal(TestImages.Web2, await ImagesAsync("paused"));
    }

    [Fact]
    public async Task Recreate_Strategy_EndsOldPodsFirst()
    {
        await Kubectl.ApplyAsync($$$"""
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: recreated}
            spec:
              strategy: {type: Recreate}
              selector: {matchLabels: {app: recreated}}
              template:
                metadata: {labels: {app: recreated}}
                spec:
                  terminationGracePeriodSeconds: 1
                  containers: [{name: web, image: "{{{TestImages.Web1}}}" }]
            """);
        await Kubectl.RunAsync("rollout", "status", "deployment/recreated", "--timeout=90s");

        await Kubectl.RunAsync("set", "image", "deployment/recreated", $"web={TestImages.Web2}");
        await Kubectl.RunAsync("rollout", "status", "deployment/recreated", "--timeout=90s");

        Assert.Equal(TestImages.Web2, await ImagesAsync("recreated"));
    }

    [Fact]
    public async Task DeletedPod_OfReplicaSet_IsReplaced()
    {
        await DeployWebAsync("healed");
        var pod = (await PodsAsync("healed"))[0];

        await Kubectl.RunAsync("delete", "pod", pod, "--wait=false");

        await Eventually.IsAsync(
            "another pod is ready",
            () => Kubectl.GetPathAsync("{.items[?(@.status.containerStatuses[0].ready)].metadata.name}", "pods", "-l", "app=healed"),
            names => names.Length > 0 && !names.Contains(pod, StringComparison.Ordinal));
    }

    [Fact]
    public async Task ImageThatDoesNotExist_RolloutStalls_AndOldPodsStay()
    {
        await DeployWebAsync("stalled");

        await Kubectl.RunAsync("set", "image", "deployment/stalled", "web=kube-conformance/none:1");

        await Eventually.IsAsync(
            "the new pod cannot get its image",
            () => Kubectl.GetPathAsync("{.items[*].status.containerStatuses[*].state.waiting.reason}", "pods", "-l", "app=stalled"),
            reasons => reasons.Contains("ErrImagePull", StringComparison.Ordinal) || reasons.Contains("ImagePullBackOff", StringComparison.Ordinal));
        Assert.Equal("1", await Kubectl.GetPathAsync("{.status.availableReplicas}", "deployment", "stalled"));
        (await Kubectl.TryAsync("rollout", "status", "deployment/stalled", "--timeout=1s")).Failed("timed out waiting for the condition");
    }

    private async Task<string[]> PodsAsync(string app) =>
        (await Kubectl.GetPathAsync("{.items[*].metadata.name}", "pods", "-l", $"app={app}")).Split(' ', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The images of the pods that are not on their way out.</summary>
    private async Task<string> ImagesAsync(string app)
    {
        var pods = await Kubectl.GetJsonAsync("pods", "-l", $"app={app}");
        return string.Join(' ', pods["items"]!.AsArray()
            .Where(pod => pod!["metadata"]!["deletionTimestamp"] is null)
            .Select(pod => (string?)pod!["spec"]!["containers"]![0]!["image"]));
    }
}
