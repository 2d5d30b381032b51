namespace Kube.Kubelet.Runtime;

/// <summary>The byte streams in and out of a container.</summary>
internal interface IContainerStreams
{
    /// <summary>Copies the container's log to <paramref name="output"/> until its end, or for as long as it is followed.</summary>
    Task ReadLogAsync(string containerId, LogQuery query, Stream output, CancellationToken cancellationToken);

    Task<IContainerSession> ExecAsync(string containerId, ExecRequest request, CancellationToken cancellationToken);

    Task<IContainerSession> AttachAsync(string containerId, bool stdin, CancellationToken cancellationToken);

    /// <summary>Connects to a port on the loopback of the pod's own network namespace.</summary>
    Task<Stream> ConnectAsync(SandboxObservation sandbox, int port, CancellationToken cancellationToken);
}

/// <param name="Tail">How many of the last lines; null means all.</param>
internal sealed record LogQuery(bool Follow, int? Tail, DateTimeOffset? Since, bool Timestamps);

internal sealed record ExecRequest(IReadOnlyList<string> Command, bool Stdin, bool Tty);

/// <summary>A process's standard streams. With a terminal everything arrives as standard output.</summary>
internal interface IContainerSession : IAsyncDisposable
{
    Task WriteInputAsync(ReadOnlyMemory<byte> data, CancellationToken cancellationToken);

    void CloseInput();

    /// <returns>The number of bytes read, 0 at the end, and whether they are standard error's.</returns>
    Task<(int Count, bool IsError)> ReadAsync(byte[] buffer, CancellationToken cancellationToken);

    Task ResizeAsync(int width, int height, CancellationToken cancellationToken);

    /// <summary>The process's exit code, or null when it outlives the session (attach). Ask after the output ended.</summary>
    Task<int?> GetExitCodeAsync(CancellationToken cancellationToken);
}
