using Kube.Conformance.Support;

namespace Kube.Conformance.Pods;

public sealed class ExecTests(NamespaceFixture fixture) : NamespacedTests(fixture)
{
    [Fact]
    public async Task Exec_Command_KeepsStreamsApart()
    {
        await RunShellPodAsync("streams", Forever);

        var outcome = (await Kubectl.TryAsync("exec", "streams", "--", "sh", "-c", "echo out; echo err >&2")).Succeeded();

        Assert.Equal("out\n", outcome.Output);
        Assert.Equal("err\n", outcome.Errors);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(42)]
    [InlineData(255)]
    public async Task Exec_CommandThatFails_KeepsItsExitCode(int code)
    {
        await RunShellPodAsync($"code-{code}", Forever);

        var outcome = await Kubectl.TryAsync("exec", $"code-{code}", "--", "sh", "-c", $"exit {code}");

        Assert.Equal(code, outcome.ExitCode);
        Assert.Contains($"command terminated with exit code {code}", outcome.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Exec_WithInput_ReadsItToItsEnd()
    {
        await RunShellPodAsync("input", Forever);
        var lines = string.Concat(Enumerable.Range(0, 20_000).Select(number => $"line {number}\n"));

        var outcome = await Kubectl.TryWithInputAsync(lines, "exec", "-i", "input", "--", "wc", "-l");

        Assert.Equal("20000", outcome.Succeeded().Text);
    }

    [Fact]
    public async Task Exec_MuchOutput_ArrivesWhole()
    {
        await RunShellPodAsync("output", Forever);

        var outcome = await Kubectl.TryAsync("exec", "output", "--", "seq", "1", "200000");

        Assert.Equal(200_000, outcome.Succeeded().Lines.Length);
        Assert.Equal("200000", outcome.Lines[^1]);
    }

    [Fact]
    public async Task Exec_Terminal_IsOneInTheContainer()
    {
        await RunShellPodAsync("terminal", Forever);

        // script gives kubectl a terminal, so that -t is honoured.
        var outcome = await ProcessRunner.RunAsync(
            "script",
            ["-qec", $"kubectl --kubeconfig {Kubectl.Kubeconfig} -n {Kubectl.Namespace} exec -it terminal -- sh -c 'test -t 0 && test -t 1 && echo is a terminal; exit 7'", "/dev/null"]);

        Assert.Contains("is a terminal", outcome.Output, StringComparison.Ordinal);
        Assert.Equal(7, outcome.ExitCode);
    }

    [Fact]
    public async Task Exec_SecondContainer_IsChosenByName()
    {
        await Kubectl.ApplyAsync($$$"""
            apiVersion: v1
            kind: Pod
            metadata: {name: two}
            spec:
              containers:
              - {name: one, image: {{{TestImages.Shell}}}, command: [/bin/sh, -c, "{{{Forever}}}"], env: [{name: WHO, value: one}]}
              - {name: two, image: {{{TestImages.Shell}}}, command: [/bin/sh, -c, "{{{Forever}}}"], env: [{name: WHO, value: two}]}
            """);
        await Kubectl.RunAsync("wait", "--for=condition=Ready", "pod/two", "--timeout=90s");

        Assert.Equal("two", await Kubectl.RunAsync("exec", "two", "-c", "two", "--", "sh", "-c", "echo $WHO"));
        Assert.Equal("one", await Kubectl.RunAsync("exec", "two", "--", "sh", "-c", "echo $WHO"));
        (await Kubectl.TryAsync("exec", "two", "-c", "three", "--", "true")).Failed("container three is not valid for pod two");
    }

    [Fact]
    public async Task Exec_MissingProgram_Fails()
    {
        await RunShellPodAsync("missing", Forever);

        var outcome = await Kubectl.TryAsync("exec", "missing", "--", "/no/such/program");

        Assert.NotEqual(0, outcome.ExitCode);
        Assert.Contains("no such file or directory", outcome.Output + outcome.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Attach_RunningContainer_ShowsItsOutputAndFeedsItsInput()
    {
        await Kubectl.ApplyAsync($$$"""
            apiVersion: v1
            kind: Pod
            metadata: {name: talk}
            spec:
              restartPolicy: Never
              containers:
              - {name: main, image: {{{TestImages.Shell}}}, stdin: true, stdinOnce: true, command: [/bin/sh, -c, "read word; echo heard $word"]}
            """);
        await Kubectl.RunAsync("wait", "--for=condition=Ready", "pod/talk", "--timeout=90s");

        var outcome = await Kubectl.TryWithInputAsync("hello\n", "attach", "-i", "talk");

        Assert.Contains("heard hello", outcome.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunWithInput_OneShotPod_GivesItsOutputAndGoes()
    {
        var outcome = await Kubectl.TryWithInputAsync(
            "to be counted\n", "run", "once", "--rm", "-i", "--restart=Never", $"--image={TestImages.Shell}", "--command", "--", "wc", "-w");

        Assert.Contains("3", outcome.Succeeded().Output, StringComparison.Ordinal);
        (await Kubectl.TryAsync("get", "pod", "once")).Failed("NotFound");
    }
}
