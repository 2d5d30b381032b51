using System.IO.Pipelines;
using Kube.Kubelet.Streaming.Spdy;

namespace Kube.Kubelet.Tests.Streaming;

public sealed class SpdyTests
{
    // Two header blocks of one connection, compressed with the dictionary by zlib itself.
    private const string FirstBlock = "78f9e3c6a7c202253a703a2b294a4dcc851625aca9a0808614cb45e01c6061606100a4398b20d198094ade8c0600000000ffff";
    private const string SecondBlock = "c2aa19540e2512d60b000000ffff";

    [Fact]
    public void Dictionary_Checksum_IsTheOneZlibStreamsName()
    {
        uint a = 1, b = 0;
        foreach (var value in SpdyDictionary.Bytes)
        {
            a = (a + value) % 65521;
            b = (b + a) % 65521;
        }

        Assert.Equal(SpdyDictionary.Checksum, (b << 16) | a);
    }

    [Fact]
    public void HeaderReader_BlocksOfOneConnection_AreReadInTurn()
    {
        using var reader = new SpdyHeaderReader();

        Assert.Equal(
            new Dictionary<string, string> { ["streamtype"] = "error", ["port"] = "8080", ["requestid"] = "0" },
            reader.Read(Convert.FromHexString(FirstBlock)));
        Assert.Equal("data", reader.Read(Convert.FromHexString(SecondBlock))["streamtype"]);
    }

    [Fact]
    public void HeaderWriter_Blocks_AreReadBack()
    {
        using var writer = new SpdyHeaderWriter();
        using var reader = new SpdyHeaderReader();

        foreach (var value in new[] { "one", "two" })
            Assert.Equal(value, reader.Read(writer.Write(new Dictionary<string, string> { ["Name"] = value }))["name"]);
    }

    [Fact]
    public async Task Frame_WrittenAndRead_IsTheSame()
    {
        var frame = new SpdyFrame(SpdyFrameType.Data, 7, SpdyFrame.Fin, new byte[] { 1, 2, 3 });

        var read = await SpdyFrame.ReadAsync(new MemoryStream(frame.ToBytes()), default);

        Assert.Equal((SpdyFrameType.Data, 7, true, "010203"), (read!.Value.Type, read.Value.StreamId, read.Value.IsLast, Convert.ToHexString(read.Value.Payload.Span)));
        Assert.Null(await SpdyFrame.ReadAsync(new MemoryStream(), default));
    }

    [Fact]
    public async Task Connection_StreamOpened_IsAnsweredAndCarriesDataBothWays()
    {
        var (toServer, toClient) = (new Pipe(), new Pipe());
        using var connection = new SpdyConnection(new DuplexStream(toServer.Reader.AsStream(), toClient.Writer.AsStream()));
        var running = connection.RunAsync(default);
        var client = toClient.Reader.AsStream();
        byte[] open = [0, 0, 0, 1, 0, 0, 0, 0, 0, 0, .. Convert.FromHexString(FirstBlock)];
        await toServer.Writer.WriteAsync(new SpdyFrame(SpdyFrameType.SynStream, 1, 0, open).ToBytes());
        await toServer.Writer.WriteAsync(new SpdyFrame(SpdyFrameType.Data, 1, SpdyFrame.Fin, "hello"u8.ToArray()).ToBytes());

        var stream = await connection.AcceptAsync(default).FirstAsync();
        Assert.Equal("8080", stream.Headers["port"]);
        Assert.Equal((SpdyFrameType.SynReply, 1), (await SpdyFrame.ReadAsync(client, default)) is { } reply ? (reply.Type, reply.StreamId) : default);
        using var received = new MemoryStream();
        await stream.Input.CopyToAsync(received);
        Assert.Equal("hello"u8.ToArray(), received.ToArray());

        await stream.WriteAsync("bye"u8.ToArray(), default);
        await stream.CloseAsync(default);
        Assert.Equal("bye"u8.ToArray(), (await SpdyFrame.ReadAsync(client, default))!.Value.Payload.ToArray());
        Assert.True((await SpdyFrame.ReadAsync(client, default))!.Value.IsLast);
        await toServer.Writer.CompleteAsync();
        await running;
    }

    /// <summary>Two one-way streams as one.</summary>
    private sealed class DuplexStream(Stream input, Stream output) : Stream
    {
        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => input.ReadAsync(buffer, cancellationToken);

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) => output.WriteAsync(buffer, cancellationToken);

        public override Task FlushAsync(CancellationToken cancellationToken) => output.FlushAsync(cancellationToken);

        public override void Flush() => output.Flush();

        public override int Read(byte[] buffer, int offset, int count) => input.Read(buffer, offset, count);

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => output.Write(buffer, offset, count);
    }
}
