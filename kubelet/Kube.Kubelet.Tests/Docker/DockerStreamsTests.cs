using System.Text;
using k8s.Models;
using Kube.Kubelet.Runtime;
using Kube.Kubelet.Tests.Pods;

namespace Kube.Kubelet.Tests.Docker;

[Collection(nameof(DockerCollection))]
public sealed class DockerStreamsTests(DockerFixture docker)
{
    [Fact]
    public async Task Exec_InputOutputAndExitCode_GoThrough()
    {
        await using var harness = await StartAsync("echo one; echo two >&2; exec sleep 1000");
        await using var session = await docker.Runtime.Streams.ExecAsync(
            Container(harness), new ExecRequest(["sh", "-c", "cat; echo oops >&2; exit 5"], Stdin: true, Tty: false), default);
        await session.WriteInputAsync("typed"u8.ToArray(), default);
        session.CloseInput();

        var (output, error) = await ReadAsync(session);

        Assert.Equal(("typed", "oops\n", 5), (output, error, await session.GetExitCodeAsync(default)));
    }

    [Fact]
    public async Task Exec_Terminal_TakesTheSizeAsked()
    {
        await using var harness = await StartAsync("exec sleep 1000");
        await using var session = await docker.Runtime.Streams.ExecAsync(
            Container(harness), new ExecRequest(["sh", "-c", "cat /dev/null; read x; busybox stty size"], Stdin: true, Tty: true), default);
        await session.ResizeAsync(101, 33, default);
        await session.WriteInputAsync("go\n"u8.ToArray(), default);

        Assert.Contains("33 101", (await ReadAsync(session)).Output);
    }

    [Fact]
    public async Task ReadLog_TailAndTimestamps_AreGiven()
    {
        await using var harness = await StartAsync("for i in 1 2 3; do echo line $i; done");
        await harness.Api.UntilAsync(status => status.Phase == "Succeeded");

        Assert.Equal("line 3\n", await LogAsync(harness, new LogQuery(false, 1, null, false)));
        Assert.Equal(3, (await LogAsync(harness, new LogQuery(false, null, null, true))).Split('\n').Count(line => line.StartsWith("20", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Connect_ServerOnThePodsLoopback_IsReached()
    {
        await using var harness = await StartAsync("echo greetings > /tmp/hi; exec httpd -f -p 127.0.0.1:7777 -h /tmp");
        var sandbox = (await docker.Runtime.ObserveAsync(harness.Worker.Pod.Metadata.Uid, default)).ReadySandbox!;

        Assert.EndsWith("greetings\n", await GreetingAsync(sandbox));
    }

    /// <summary>The server may not listen yet: asks until it answers.</summary>
    private async Task<string> GreetingAsync(SandboxObservation sandbox)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        while (true)
        {
            try
            {
                await using var stream = await docker.Runtime.Streams.ConnectAsync(sandbox, 7777, patience.Token);
                await stream.WriteAsync("GET /hi HTTP/1.0\r\n\r\n"u8.ToArray(), patience.Token);
                using var reader = new StreamReader(stream);
                return await reader.ReadToEndAsync(patience.Token);
            }
            catch (System.Net.Sockets.SocketException) when (!patience.IsCancellationRequested)
            {
                await Task.Yield();
            }
        }
    }

    private async Task<PodHarness> StartAsync(string script)
    {
        var pod = PodHarness.Pod("streams", new V1Container { Name = "c", Image = DockerFixture.Image, Command = ["sh", "-c", script] });
        pod.Spec.RestartPolicy = "Never";
        var harness = new PodHarness(docker.Runtime, docker.RootDirectory, pod);
        await harness.Api.UntilAsync(status => status.Phase is "Running" or "Succeeded");
        return harness;
    }

    private static string Container(PodHarness harness) => harness.Api.Status!.ContainerStatuses[0].ContainerID["docker://".Length..];

    private async Task<string> LogAsync(PodHarness harness, LogQuery query)
    {
        using var log = new MemoryStream();
        await docker.Runtime.Streams.ReadLogAsync(Container(harness), query, log, default);
        return Encoding.UTF8.GetString(log.ToArray());
    }

    private static async Task<(string Output, string Error)> ReadAsync(IContainerSession session)
    {
        var (output, error) = (new StringBuilder(), new StringBuilder());
        var buffer = new byte[1024];
        while (await session.ReadAsync(buffer, default) is { Count: > 0 } read)
            (read.IsError ? error : output).Append(Encoding.UTF8.GetString(buffer, 0, read.Count));
        return (output.ToString(), error.ToString());
    }
}
