using System.IO.Pipelines;

namespace Kube.Kubelet.Streaming.Spdy;

/// <summary>One stream of a connection: what the peer sends is read, what is written goes to the peer.</summary>
internal sealed class SpdyStream(SpdyConnection connection, int id, IReadOnlyDictionary<string, string> headers)
{
    private readonly Pipe _received = new(new PipeOptions(pauseWriterThreshold: 0)); // SPDY peers here do no flow control
    private bool _closed;
    private bool _ended;

    public int Id => id;

    public IReadOnlyDictionary<string, string> Headers => headers;

    public Stream Input => _received.Reader.AsStream();

    public Task WriteAsync(ReadOnlyMemory<byte> data, CancellationToken cancellationToken) =>
        connection.SendAsync(new SpdyFrame(SpdyFrameType.Data, id, 0, data), cancellationToken);

    /// <summary>Says that nothing more will be written.</summary>
    public async Task CloseAsync(CancellationToken cancellationToken)
    {
        if (_closed)
            return;
        _closed = true;
        await connection.SendAsync(new SpdyFrame(SpdyFrameType.Data, id, SpdyFrame.Fin, default), cancellationToken);
        if (_ended)
            connection.Forget(this);
    }

    internal async Task ReceiveAsync(SpdyFrame frame, CancellationToken cancellationToken)
    {
        if (!frame.Payload.IsEmpty)
            await _received.Writer.WriteAsync(frame.Payload, cancellationToken);
        if (frame.IsLast)
            Complete();
    }

    internal void Complete()
    {
        _ended = true;
        _received.Writer.Complete();
        if (_closed)
            connection.Forget(this);
    }
}
