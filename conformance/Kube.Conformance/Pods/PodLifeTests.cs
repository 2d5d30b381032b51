using Kube.Conformance.Support;

namespace Kube.Conformance.Pods;

public sealed class PodLifeTests(NamespaceFixture fixture) : NamespacedTests(fixture)
{
    [Fact]
    public async Task Pod_Ready_ShowsAddressAndConditions()
    {
        await RunShellPodAsync("well", Forever);

        Assert.Matches(@"well\s+1/1\s+Running\s+0\s", await Kubectl.RunAsync("get", "pod", "well", "--no-headers"));
        Assert.Matches(@"^\d+\.\d+\.\d+\.\d+$", await Kubectl.GetPathAsync("{.status.podIP}", "pod", "well"));
        foreach (var condition in (string[])["PodScheduled", "Initialized", "ContainersReady", "Ready"])
            Assert.Equal("True", await Kubectl.GetPathAsync($$$"""{.status.conditions[?(@.type=="{{{condition}}}")].status}""", "pod", "well"));
        Assert.Equal("BestEffort", await Kubectl.GetPathAsync("{.status.qosClass}", "pod", "well"));
    }

    [Theory]
    [InlineData("Never", "0", "Succeeded", "Completed")]
    [InlineData("Never", "5", "Failed", "Error")]
    [InlineData("OnFailure", "0", "Succeeded", "Completed")]
    public async Task Pod_ThatEnds_HasThePhaseOfItsPolicy(string policy, string code, string phase, string shown)
    {
        var name = $"ends-{policy.ToLowerInvariant()}-{code}";
        await CreateShellPodAsync(name, $"exit {code}", policy);

        await Kubectl.RunAsync("wait", $"--for=jsonpath={{.status.phase}}={phase}", $"pod/{name}", "--timeout=90s");

        Assert.Matches($@"{name}\s+0/1\s+{shown}\s+0\s", await Kubectl.RunAsync("get", "pod", name, "--no-headers"));
        Assert.Equal(code, await Kubectl.GetPathAsync("{.status.containerStatuses[0].state.terminated.exitCode}", "pod", name));
    }

    [Fact]
    public async Task Pod_ThatKeepsFailing_BacksOff()
    {
        await CreateShellPodAsync("crashing", "exit 1", "Always");

        await Eventually.IsAsync(
            "it backs off",
            () => Kubectl.GetPathAsync("{.status.containerStatuses[0].state.waiting.reason} {.status.containerStatuses[0].restartCount}", "pod", "crashing"),
            text => text.StartsWith("CrashLoopBackOff ", StringComparison.Ordinal) && text[^1] != '0');
        Assert.Contains("CrashLoopBackOff", await Kubectl.RunAsync("get", "pod", "crashing"), StringComparison.Ordinal);
        await Eventually.IsAsync(
            "an event says so", () => Kubectl.RunAsync("events", "--for", "pod/crashing"), text => text.Contains("Back-off restarting failed container", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Pod_ImageNeverPulled_SaysItIsMissing()
    {
        await Kubectl.RunAsync("run", "imageless", "--image=kube-conformance/none:1", "--image-pull-policy=Never");

        await Eventually.IsAsync(
            "the reason is shown", () => Kubectl.GetPathAsync("{.status.containerStatuses[0].state.waiting.reason}", "pod", "imageless"), reason => reason == "ErrImageNeverPull");
    }

    [Fact]
    public async Task InitContainers_RunInOrder_BeforeTheOthers()
    {
        await Kubectl.ApplyAsync($$$"""
            apiVersion: v1
            kind: Pod
            metadata: {name: prepared}
            spec:
              restartPolicy: Never
              volumes: [{name: shared, emptyDir: {}}]
              initContainers:
              - {name: first, image: {{{TestImages.Shell}}}, command: [/bin/sh, -c, "echo first >> /shared/order"], volumeMounts: [{name: shared, mountPath: /shared}]}
              - {name: second, image: {{{TestImages.Shell}}}, command: [/bin/sh, -c, "echo second >> /shared/order"], volumeMounts: [{name: shared, mountPath: /shared}]}
              containers:
              - {name: main, image: {{{TestImages.Shell}}}, command: [/bin/cat, /shared/order], volumeMounts: [{name: shared, mountPath: /shared}]}
            """);

        await Kubectl.RunAsync("wait", "--for=jsonpath={.status.phase}=Succeeded", "pod/prepared", "--timeout=90s");

        Assert.Equal("first\nsecond", await Kubectl.RunAsync("logs", "prepared"));
    }

    [Fact]
    public async Task InitContainer_ThatFails_FailsThePod()
    {
        await Kubectl.ApplyAsync($$$"""
            apiVersion: v1
            kind: Pod
            metadata: {name: unprepared}
            spec:
              restartPolicy: Never
              initContainers: [{name: first, image: "{{{TestImages.Shell}}}", command: [/bin/false]}]
              containers: [{name: main, image: "{{{TestImages.Shell}}}", command: [/bin/true]}]
            """);

        await Kubectl.RunAsync("wait", "--for=jsonpath={.status.phase}=Failed", "pod/unprepared", "--timeout=90s");

        Assert.Matches(@"unprepared\s+0/1\s+Init:Error\s", await Kubectl.RunAsync("get", "pod", "unprepared", "--no-headers"));
    }

    [Fact]
    public async Task DeletedPod_WithHandler_EndsGracefully()
    {
        await RunShellPodAsync("graceful", Forever);

        await Kubectl.RunAsync("delete", "pod", "graceful", "--timeout=25s");

        Assert.Empty(await Docker.ContainersWithAsync("io.kubernetes.pod.name=graceful"));
    }

    [Fact]
    public async Task ContainersOfOnePod_ShareTheirNetwork()
    {
        await Kubectl.ApplyAsync($$$"""
            apiVersion: v1
            kind: Pod
            metadata: {name: neighbours}
            spec:
              containers:
              - {name: web, image: {{{TestImages.Web1}}}}
              - {name: client, image: {{{TestImages.Shell}}}, command: [/bin/sh, -c, "{{{Forever}}}"]}
            """);
        await Kubectl.RunAsync("wait", "--for=condition=Ready", "pod/neighbours", "--timeout=90s");

        Assert.Equal("version 1", await Kubectl.RunAsync("exec", "neighbours", "-c", "client", "--", "wget", "-q", "-O", "-", "http://127.0.0.1:8080/"));
        Assert.Equal("neighbours", await Kubectl.RunAsync("exec", "neighbours", "-c", "client", "--", "hostname"));
    }

    [Fact]
    public async Task PodsReachEachOther_ByAddress()
    {
        await DeployWebAsync("reached");
        await RunShellPodAsync("reaching", Forever);
        var address = await Kubectl.GetPathAsync("{.items[0].status.podIP}", "pods", "-l", "app=reached");

        Assert.Equal("version 1", await Kubectl.RunAsync("exec", "reaching", "--", "wget", "-q", "-O", "-", $"http://{address}:8080/"));
    }
}
