namespace Kube.Kubelet.Runtime.Simulated;

/// <summary>A simulated container has an empty log and no process to talk to.</summary>
internal sealed class SimulatedStreams : IContainerStreams
{
    public Task ReadLogAsync(string containerId, LogQuery query, Stream output, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task<IContainerSession> ExecAsync(string containerId, ExecRequest request, CancellationToken cancellationToken) =>
        throw Unsupported("exec");

    public Task<IContainerSession> AttachAsync(string containerId, bool stdin, CancellationToken cancellationToken) => throw Unsupported("attach");

    public Task<Stream> ConnectAsync(SandboxObservation sandbox, int port, CancellationToken cancellationToken) => throw Unsupported("port-forward");

    private static RuntimeException Unsupported(string what) => new($"the simulated runtime has no containers to {what}");
}
