namespace Kube.Kubelet.Streaming;

/// <summary>A client's side of exec or attach, whatever the wire: standard streams, terminal sizes and a final status.</summary>
internal interface ICommandChannels : IAsyncDisposable
{
    /// <summary>What the client types; ends when it closes its input, or goes.</summary>
    Stream Input { get; }

    /// <summary>The sizes the client's terminal takes.</summary>
    IAsyncEnumerable<TerminalSize> SizesAsync(CancellationToken cancellationToken);

    /// <summary>Completes when the client is gone.</summary>
    Task Gone { get; }

    Task WriteAsync(CommandChannel channel, ReadOnlyMemory<byte> data, CancellationToken cancellationToken);
}

/// <summary>Kubernetes' channel numbers (remotecommand protocol, <c>v4.channel.k8s.io</c> and later).</summary>
internal enum CommandChannel
{
    Input = 0,
    Output = 1,
    Error = 2,
    Status = 3,
    Resize = 4,

    /// <summary>Since v5: the client closes the channel whose number follows.</summary>
    Close = 255,
}

internal sealed record TerminalSize(ushort Width, ushort Height);
