using Kube.Conformance.Support;

namespace Kube.Conformance.Pods;

public sealed class LogsTests(NamespaceFixture fixture) : NamespacedTests(fixture)
{
    [Fact]
    public async Task Logs_EndedContainer_AreKept()
    {
        await CreateShellPodAsync("spoken", "echo to out; echo to err >&2; printf unfinished");
        await Kubectl.RunAsync("wait", "--for=jsonpath={.status.phase}=Succeeded", "pod/spoken", "--timeout=90s");

        var log = (await Kubectl.TryAsync("logs", "spoken")).Succeeded().Output;

        Assert.Contains("to out\n", log, StringComparison.Ordinal);
        Assert.Contains("to err\n", log, StringComparison.Ordinal);
        Assert.EndsWith("unfinished", log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Logs_Limits_CutThem()
    {
        await CreateShellPodAsync("long", "for i in 1 2 3 4 5; do echo line $i; done");
        await Kubectl.RunAsync("wait", "--for=jsonpath={.status.phase}=Succeeded", "pod/long", "--timeout=90s");

        Assert.Equal("line 4\nline 5", await Kubectl.RunAsync("logs", "long", "--tail=2"));
        Assert.Equal("line 1\nli", await Kubectl.RunAsync("logs", "long", "--limit-bytes=9"));
        Assert.Equal("line 1\nline 2\nline 3\nline 4\nline 5", await Kubectl.RunAsync("logs", "long", "--since=10m"));
        Assert.Equal("", await Kubectl.RunAsync("logs", "long", "--since-time=2100-01-01T00:00:00Z"));
        Assert.Matches(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d+Z line 5$", await Kubectl.RunAsync("logs", "long", "--tail=1", "--timestamps"));
    }

    [Fact]
    public async Task Logs_Follow_ShowsLinesAsTheyComeAndEndsWithTheContainer()
    {
        await RunShellPodAsync("live", "echo begun; while [ ! -e /tmp/go ]; do sleep 0.1; done; echo finished");
        await using var logs = Kubectl.Start("logs", "-f", "live");
        await logs.WrittenAsync("begun\n");
        Assert.DoesNotContain("finished", logs.Output, StringComparison.Ordinal);

        await Kubectl.RunAsync("exec", "live", "--", "touch", "/tmp/go");

        Assert.Equal(0, await logs.EndedAsync());
        Assert.Equal("begun\nfinished\n", logs.Output);
    }

    [Fact]
    public async Task Logs_Previous_AreThoseOfTheContainerBefore()
    {
        await Kubectl.ApplyAsync($$$"""
            apiVersion: v1
            kind: Pod
            metadata: {name: again}
            spec:
              volumes: [{name: memory, emptyDir: {}}]
              containers:
              - name: main
                image: {{{TestImages.Shell}}}
                volumeMounts: [{name: memory, mountPath: /memory}]
                command: ["/bin/sh", "-c", "if [ -e /memory/ran ]; then echo second; {{{Forever}}}; else touch /memory/ran; echo first; exit 3; fi"]
            """);

        await Eventually.IsAsync(
            "the container was restarted", () => Kubectl.GetPathAsync("{.status.containerStatuses[0].restartCount} {.status.containerStatuses[0].ready}", "pod", "again"), text => text == "1 true");

        Assert.Equal("second", await Kubectl.RunAsync("logs", "again"));
        Assert.Equal("first", await Kubectl.RunAsync("logs", "again", "--previous"));
        Assert.Equal("3", await Kubectl.GetPathAsync("{.status.containerStatuses[0].lastState.terminated.exitCode}", "pod", "again"));
    }

    [Fact]
    public async Task Logs_SeveralContainers_AreChosenByName()
    {
        await Kubectl.ApplyAsync($$$"""
            apiVersion: v1
            kind: Pod
            metadata: {name: pair, labels: {app: pair}}
            spec:
              restartPolicy: Never
              containers:
              - {name: left, image: {{{TestImages.Shell}}}, command: [/bin/sh, -c, "echo from left"]}
              - {name: right, image: {{{TestImages.Shell}}}, command: [/bin/sh, -c, "echo from right"]}
            """);
        await Kubectl.RunAsync("wait", "--for=jsonpath={.status.phase}=Succeeded", "pod/pair", "--timeout=90s");

        Assert.Equal("from right", await Kubectl.RunAsync("logs", "pair", "-c", "right"));
        var byDefault = await Kubectl.TryAsync("logs", "pair");
        Assert.Equal("from left", byDefault.Succeeded().Text);
        Assert.Contains("Defaulted container \"left\" out of: left, right", byDefault.Errors, StringComparison.Ordinal);
        // kubectl asks for them in no certain order.
        var all = (await Kubectl.RunAsync("logs", "-l", "app=pair", "--all-containers", "--prefix")).Split('\n');
        Assert.Equal(["[pod/pair/left] from left", "[pod/pair/right] from right"], all.Order());
        (await Kubectl.TryAsync("logs", "pair", "-c", "middle")).Failed("container middle is not valid for pod pair");
    }

    [Fact]
    public async Task Logs_Deployment_AreThoseOfOneOfItsPods()
    {
        await DeployWebAsync("logged");
        await Kubectl.RunAsync("exec", "deployment/logged", "--", "wget", "-q", "-O", "-", "http://127.0.0.1:8080/");

        await Eventually.IsAsync("the request is in the log", () => Kubectl.RunAsync("logs", "deployment/logged"), log => log.Contains("url:/", StringComparison.Ordinal) || log.Contains("response:200", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Logs_MissingPod_IsNotFound() => (await Kubectl.TryAsync("logs", "nobody")).Failed("pods \"nobody\" not found");
}
