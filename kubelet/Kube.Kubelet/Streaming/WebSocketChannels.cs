using System.IO.Pipelines;
using System.Net.WebSockets;
using System.Text.Json;
using System.Threading.Channels;

namespace Kube.Kubelet.Streaming;

/// <summary>Channels in a WebSocket: the first byte of each message is the channel's number.</summary>
internal sealed class WebSocketChannels : ICommandChannels
{
    private const int BufferSize = 32 * 1024;

    private readonly WebSocket _socket;
    private readonly Pipe _input = new();
    private readonly Channel<TerminalSize> _sizes = Channel.CreateUnbounded<TerminalSize>();
    private readonly SemaphoreSlim _sending = new(1, 1);
    private readonly CancellationTokenSource _stop = new();

    public WebSocketChannels(WebSocket socket)
    {
        _socket = socket;
        Gone = ReceiveAsync(_stop.Token);
    }

    public static IReadOnlyList<string> Protocols { get; } = ["v5.channel.k8s.io", "v4.channel.k8s.io"];

    public Stream Input => _input.Reader.AsStream();

    public Task Gone { get; }

    public IAsyncEnumerable<TerminalSize> SizesAsync(CancellationToken cancellationToken) => _sizes.Reader.ReadAllAsync(cancellationToken);

    public async Task WriteAsync(CommandChannel channel, ReadOnlyMemory<byte> data, CancellationToken cancellationToken)
    {
        var message = new byte[data.Length + 1];
        message[0] = (byte)channel;
        data.CopyTo(message.AsMemory(1));
        await _sending.WaitAsync(cancellationToken);
        try
        {
            await _socket.SendAsync(message, WebSocketMessageType.Binary, endOfMessage: true, cancellationToken);
        }
        finally
        {
            _sending.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
        {
            try
            {
                using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(1));
                await _socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, "", patience.Token);
                await Gone.WaitAsync(patience.Token); // the client answers the close, or is cut off
            }
            catch (Exception e) when (e is WebSocketException or OperationCanceledException or IOException)
            {
            }
        }

        await _stop.CancelAsync();
        await Gone.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _socket.Dispose();
        _sending.Dispose();
        _stop.Dispose();
    }

    private async Task ReceiveAsync(CancellationToken cancellationToken)
    {
        try
        {
            var buffer = new byte[BufferSize];
            while (await ReceiveMessageAsync(buffer, cancellationToken) is { } length)
            {
                if (length > 0)
                    await HandleAsync((CommandChannel)buffer[0], buffer.AsMemory(1, length - 1), cancellationToken);
            }
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException or IOException)
        {
        }
        finally
        {
            await _input.Writer.CompleteAsync();
            _sizes.Writer.TryComplete();
        }
    }

    /// <summary>One message, or as much of it as fits: the rest of a long one then follows under the same channel.</summary>
    private async Task<int?> ReceiveMessageAsync(byte[] buffer, CancellationToken cancellationToken)
    {
        var length = 0;
        while (true)
        {
            var received = await _socket.ReceiveAsync(buffer.AsMemory(length), cancellationToken);
            if (received.MessageType == WebSocketMessageType.Close)
                return null;
            length += received.Count;
            if (received.EndOfMessage)
                return length;
            if (length < buffer.Length)
                continue;
            await HandleAsync((CommandChannel)buffer[0], buffer.AsMemory(1, length - 1), cancellationToken);
            length = 1;
        }
    }

    private async Task HandleAsync(CommandChannel channel, ReadOnlyMemory<byte> data, CancellationToken cancellationToken)
    {
        switch (channel)
        {
            case CommandChannel.Input when !data.IsEmpty:
                await _input.Writer.WriteAsync(data, cancellationToken);
                break;
            case CommandChannel.Resize when JsonSerializer.Deserialize<TerminalSize>(data.Span) is { } size:
                _sizes.Writer.TryWrite(size);
                break;
            case CommandChannel.Close when data.Span is [(byte)CommandChannel.Input, ..]:
                await _input.Writer.CompleteAsync();
                break;
        }
    }
}
