using Kube.Conformance.Support;

namespace Kube.Conformance.Nodes;

public sealed class NodeTests(SimulatedClusterFixture fixture) : IClassFixture<SimulatedClusterFixture>
{
    private Kubectl Kubectl => fixture.Cluster.Kubectl;

    private string Node => fixture.Cluster.Name;

    [Fact]
    public async Task GetNodes_Wide_ShowsVersionAndAddress()
    {
        Assert.Matches($@"{Node}\s+Ready\s+<none>\s+\d+[sm]\S*\s+v1\.36\.", await Kubectl.RunAsync("get", "nodes", "--no-headers"));
        Assert.Matches(@"INTERNAL-IP\s+EXTERNAL-IP\s+OS-IMAGE\s+KERNEL-VERSION\s+CONTAINER-RUNTIME", await Kubectl.RunAsync("get", "nodes", "-o", "wide"));
        Assert.Equal(Node, await Kubectl.GetPathAsync("{.metadata.labels.kubernetes\\.io/hostname}", "node", Node));
        Assert.NotEqual("", await Kubectl.GetPathAsync("{.status.allocatable.cpu}", "node", Node));
        Assert.Equal(Node, await Kubectl.In("kube-node-lease").GetPathAsync("{.spec.holderIdentity}", "lease", Node));
    }

    [Fact]
    public async Task Cordon_NodeTakesNoPods_UntilUncordoned()
    {
        Assert.Equal($"node/{Node} cordoned", await Kubectl.RunAsync("cordon", Node));
        Assert.Contains("Ready,SchedulingDisabled", await Kubectl.RunAsync("get", "node", Node), StringComparison.Ordinal);
        await Kubectl.RunAsync("run", "waits", "--image=x");

        await FailedSchedulingAsync("waits", "0/1 nodes are available: 1 node(s) were unschedulable.");
        Assert.Equal("Pending", await Kubectl.GetPathAsync("{.status.phase}", "pod", "waits"));

        Assert.Equal($"node/{Node} uncordoned", await Kubectl.RunAsync("uncordon", Node));
        await Kubectl.RunAsync("wait", "--for=condition=Ready", "pod/waits", "--timeout=60s");
        await Kubectl.RunAsync("delete", "pod", "waits");
    }

    [Fact]
    public async Task Drain_Node_EvictsItsPods()
    {
        await Kubectl.RunAsync("create", "deployment", "moved", "--image=x", "--replicas=2");
        await Kubectl.RunAsync("rollout", "status", "deployment/moved", "--timeout=60s");
        await Kubectl.RunAsync("run", "bare", "--image=x");
        await Kubectl.RunAsync("wait", "--for=condition=Ready", "pod/bare", "--timeout=60s");

        (await Kubectl.TryAsync("drain", Node, "--timeout=60s")).Failed("cannot delete cannot delete Pods that declare no controller (use --force to override): default/bare");
        Assert.EndsWith($"node/{Node} drained", await Kubectl.RunAsync("drain", Node, "--force", "--timeout=60s"), StringComparison.Ordinal);

        await Eventually.IsAsync(
            "the Deployment's new pods wait",
            () => Kubectl.GetPathAsync("{.items[*].status.phase}", "pods", "-l", "app=moved"),
            phases => phases == "Pending Pending");
        await Kubectl.RunAsync("uncordon", Node);
        await Kubectl.RunAsync("rollout", "status", "deployment/moved", "--timeout=60s");
        await Kubectl.RunAsync("delete", "deployment", "moved");
    }

    [Fact]
    public async Task PodThatFitsNowhere_EventSaysWhy()
    {
        await CreatePodAsync("huge", "restartPolicy: Always", "{name: main, image: x, resources: {requests: {cpu: 1000}}}");
        await CreatePodAsync("picky", "nodeSelector: {disk: floppy}");

        await FailedSchedulingAsync("huge", "0/1 nodes are available: 1 Insufficient cpu.");
        await FailedSchedulingAsync("picky", "0/1 nodes are available: 1 node(s) didn't match Pod's node affinity/selector.");

        await Kubectl.RunAsync("label", "node", Node, "disk=floppy");
        await Kubectl.RunAsync("wait", "--for=condition=Ready", "pod/picky", "--timeout=60s");
        await Kubectl.RunAsync("delete", "pod", "huge", "picky");
    }

    [Fact]
    public async Task Taint_Node_KeepsPodsWithoutTolerationAway()
    {
        Assert.Equal($"node/{Node} tainted", await Kubectl.RunAsync("taint", "node", Node, "only=special:NoSchedule"));
        await Kubectl.RunAsync("run", "common", "--image=x");
        await CreatePodAsync("special", "tolerations: [{key: only, operator: Exists}]");

        await Kubectl.RunAsync("wait", "--for=condition=Ready", "pod/special", "--timeout=60s");
        await FailedSchedulingAsync("common", "0/1 nodes are available: 1 node(s) had untolerated taint");

        await Kubectl.RunAsync("taint", "node", Node, "only-");
        await Kubectl.RunAsync("wait", "--for=condition=Ready", "pod/common", "--timeout=60s");
        await Kubectl.RunAsync("delete", "pod", "common", "special");
    }

    /// <summary>Creates a pod with one line more in its specification.</summary>
    private Task CreatePodAsync(string name, string line, string container = "{name: main, image: x}") => Kubectl.ApplyAsync($$"""
        apiVersion: v1
        kind: Pod
        metadata: {name: {{name}} }
        spec:
          containers: [{{container}}]
          {{line}}
        """);

    private Task FailedSchedulingAsync(string pod, string message) => Eventually.IsAsync(
        $"an event says why {pod} is not scheduled",
        () => Kubectl.RunAsync("events", "--for", $"pod/{pod}"),
        events => events.Contains("FailedScheduling", StringComparison.Ordinal) && events.Contains(message, StringComparison.Ordinal));
}
