using Docker.DotNet;
using Docker.DotNet.Models;

namespace Kube.Kubelet.Runtime.Docker;

/// <summary>The hijacked connection that carries a process's standard streams.</summary>
internal abstract class DockerSession(MultiplexedStream stream) : IContainerSession
{
    public async Task WriteInputAsync(ReadOnlyMemory<byte> data, CancellationToken cancellationToken) =>
        await stream.WriteAsync(data.ToArray(), 0, data.Length, cancellationToken);

    public void CloseInput() => stream.CloseWrite();

    public async Task<(int Count, bool IsError)> ReadAsync(byte[] buffer, CancellationToken cancellationToken)
    {
        var read = await stream.ReadOutputAsync(buffer, 0, buffer.Length, cancellationToken);
        return (read.EOF ? 0 : read.Count, read.Target == MultiplexedStream.TargetStream.StandardError);
    }

    public abstract Task ResizeAsync(int width, int height, CancellationToken cancellationToken);

    public abstract Task<int?> GetExitCodeAsync(CancellationToken cancellationToken);

    public ValueTask DisposeAsync()
    {
        stream.Dispose();
        return ValueTask.CompletedTask;
    }
}

internal sealed class DockerExecSession(IDockerClient client, string execId, MultiplexedStream stream) : DockerSession(stream)
{
    public override Task ResizeAsync(int width, int height, CancellationToken cancellationToken) => DockerCall.IgnoreMissingAsync(() =>
        client.Exec.ResizeContainerExecTtyAsync(execId, new ContainerResizeParameters { Width = width, Height = height }, cancellationToken));

    public override async Task<int?> GetExitCodeAsync(CancellationToken cancellationToken)
    {
        // The output may end a moment before Docker has noted the exit.
        while (true)
        {
            var exec = await DockerCall.RunAsync(() => client.Exec.InspectContainerExecAsync(execId, cancellationToken));
            if (!exec.Running)
                return (int)exec.ExitCode;
            await Task.Delay(TimeSpan.FromMilliseconds(20), cancellationToken);
        }
    }
}

internal sealed class DockerAttachSession(IDockerClient client, string containerId, MultiplexedStream stream) : DockerSession(stream)
{
    public override Task ResizeAsync(int width, int height, CancellationToken cancellationToken) => DockerCall.IgnoreMissingAsync(() =>
        client.Containers.ResizeContainerTtyAsync(containerId, new ContainerResizeParameters { Width = width, Height = height }, cancellationToken));

    public override Task<int?> GetExitCodeAsync(CancellationToken cancellationToken) => Task.FromResult<int?>(null);
}
