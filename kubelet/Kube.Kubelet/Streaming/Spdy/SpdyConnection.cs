using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Threading.Channels;

namespace Kube.Kubelet.Streaming.Spdy;

/// <summary>
/// The server's end of a SPDY/3.1 connection, as far as Kubernetes clients use it: the peer opens streams, which are
/// answered at once; there is no flow control and no priority.
/// </summary>
internal sealed class SpdyConnection(Stream transport) : IDisposable
{
    private readonly SpdyHeaderReader _headerReader = new();
    private readonly SpdyHeaderWriter _headerWriter = new();
    private readonly SemaphoreSlim _sending = new(1, 1);
    private readonly ConcurrentDictionary<int, SpdyStream> _streams = [];
    private readonly Channel<SpdyStream> _accepted = Channel.CreateUnbounded<SpdyStream>();

    /// <summary>The streams the peer opens, until the connection ends.</summary>
    public IAsyncEnumerable<SpdyStream> AcceptAsync(CancellationToken cancellationToken) => _accepted.Reader.ReadAllAsync(cancellationToken);

    /// <summary>Reads frames until the peer ends the connection.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (await SpdyFrame.ReadAsync(transport, cancellationToken) is { } frame && frame.Type != SpdyFrameType.GoAway)
                await HandleAsync(frame, cancellationToken);
        }
        finally
        {
            _accepted.Writer.TryComplete();
            foreach (var stream in _streams.Values)
                stream.Complete();
        }
    }

    public void Dispose()
    {
        _headerReader.Dispose();
        _headerWriter.Dispose();
        _sending.Dispose();
    }

    /// <summary>Both sides have closed the stream.</summary>
    internal void Forget(SpdyStream stream) => _streams.TryRemove(stream.Id, out _);

    internal async Task SendAsync(SpdyFrame frame, CancellationToken cancellationToken)
    {
        await _sending.WaitAsync(cancellationToken);
        try
        {
            await transport.WriteAsync(frame.ToBytes(), cancellationToken);
            await transport.FlushAsync(cancellationToken);
        }
        finally
        {
            _sending.Release();
        }
    }

    private async Task HandleAsync(SpdyFrame frame, CancellationToken cancellationToken)
    {
        switch (frame.Type)
        {
            case SpdyFrameType.SynStream:
                await AcceptAsync(frame, cancellationToken);
                break;
            case SpdyFrameType.Data when _streams.TryGetValue(frame.StreamId, out var stream):
                await stream.ReceiveAsync(frame, cancellationToken);
                break;
            case SpdyFrameType.RstStream when _streams.TryRemove(frame.StreamId, out var stream):
                stream.Complete();
                break;
            case SpdyFrameType.Ping:
                await SendAsync(frame, cancellationToken);
                break;
        }
    }

    private async Task AcceptAsync(SpdyFrame frame, CancellationToken cancellationToken)
    {
        const int BeforeHeaders = 10; // stream, associated stream, priority and slot
        var stream = new SpdyStream(this, frame.StreamId, _headerReader.Read(frame.Payload.Span[BeforeHeaders..]));
        _streams[frame.StreamId] = stream;
        if (frame.IsLast)
            stream.Complete();
        var reply = new byte[4].Concat(_headerWriter.Write(new Dictionary<string, string>())).ToArray();
        BinaryPrimitives.WriteInt32BigEndian(reply, frame.StreamId);
        await SendAsync(new SpdyFrame(SpdyFrameType.SynReply, frame.StreamId, 0, reply), cancellationToken);
        _accepted.Writer.TryWrite(stream);
    }
}
