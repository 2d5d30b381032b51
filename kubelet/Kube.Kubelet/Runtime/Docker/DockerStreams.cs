using System.Globalization;
using Docker.DotNet;
using Docker.DotNet.Models;

namespace Kube.Kubelet.Runtime.Docker;

internal sealed class DockerStreams(IDockerClient client) : IContainerStreams
{
    public async Task ReadLogAsync(string containerId, LogQuery query, Stream output, CancellationToken cancellationToken)
    {
        var tty = (await DockerCall.RunAsync(() => client.Containers.InspectContainerAsync(containerId, cancellationToken))).Config.Tty;
        using var log = await DockerCall.RunAsync(() => client.Containers.GetContainerLogsAsync(
            containerId,
            tty,
            new ContainerLogsParameters
            {
                ShowStdout = true,
                ShowStderr = true,
                Follow = query.Follow,
                Timestamps = query.Timestamps,
                Tail = query.Tail?.ToString(CultureInfo.InvariantCulture) ?? "all",
                Since = query.Since is { } since ? $"{since.ToUnixTimeSeconds()}.{since.Ticks % TimeSpan.TicksPerSecond * 100:D9}" : null,
            },
            cancellationToken));
        var buffer = new byte[32 * 1024];
        while (true)
        {
            var read = await log.ReadOutputAsync(buffer, 0, buffer.Length, cancellationToken);
            if (read.EOF)
                return;
            await output.WriteAsync(buffer.AsMemory(0, read.Count), cancellationToken);
            await output.FlushAsync(cancellationToken);
        }
    }

    public async Task<IContainerSession> ExecAsync(string containerId, ExecRequest request, CancellationToken cancellationToken)
    {
        var exec = await DockerCall.RunAsync(() => client.Exec.ExecCreateContainerAsync(
            containerId,
            new ContainerExecCreateParameters
            {
                Cmd = [.. request.Command],
                AttachStdin = request.Stdin,
                AttachStdout = true,
                AttachStderr = true,
                Tty = request.Tty,
            },
            cancellationToken));
        var stream = await DockerCall.RunAsync(() => client.Exec.StartAndAttachContainerExecAsync(exec.ID, request.Tty, cancellationToken));
        return new DockerExecSession(client, exec.ID, stream);
    }

    public async Task<IContainerSession> AttachAsync(string containerId, bool stdin, CancellationToken cancellationToken)
    {
        var tty = (await DockerCall.RunAsync(() => client.Containers.InspectContainerAsync(containerId, cancellationToken))).Config.Tty;
        var stream = await DockerCall.RunAsync(() => client.Containers.AttachContainerAsync(
            containerId,
            tty,
            new ContainerAttachParameters { Stream = true, Stdin = stdin, Stdout = true, Stderr = true },
            cancellationToken));
        return new DockerAttachSession(client, containerId, stream);
    }

    public Task<Stream> ConnectAsync(SandboxObservation sandbox, int port, CancellationToken cancellationToken) =>
        NetworkNamespace.ConnectAsync(sandbox.HostNetwork ? null : sandbox.Pid, port, cancellationToken);
}
