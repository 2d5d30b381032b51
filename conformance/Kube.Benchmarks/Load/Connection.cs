using System.Net.Security;
using System.Net.Sockets;
using Kube.Benchmarks.Targets;

namespace Kube.Benchmarks.Load;

/// <summary>
/// One connection of HTTP/1.1 over TLS that sends ready requests and reads answers with as little work as can be: what it takes
/// is taken from the server's share of the machine.
/// </summary>
internal sealed class Connection : IAsyncDisposable
{
    private readonly SslStream _stream;
    private byte[] _buffer = new byte[64 * 1024];
    private int _start;
    private int _end;
    private byte[] _body = new byte[4096];
    private int _length;

    private Connection(SslStream stream) => _stream = stream;

    /// <summary>The last answer's status code.</summary>
    public int Status { get; private set; }

    /// <summary>The last answer's body.</summary>
    public ReadOnlySpan<byte> Body => _body.AsSpan(0, _length);

    /// <exception cref="IOException">Nobody listens there.</exception>
    public static async Task<Connection> OpenAsync(Target target, CancellationToken cancellation)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(target.Host, target.Port, cancellation);
            var stream = new SslStream(new NetworkStream(socket, ownsSocket: true));
            await stream.AuthenticateAsClientAsync(target.Tls, cancellation);
            return new Connection(stream);
        }
        catch (SocketException refused)
        {
            socket.Dispose();
            throw new IOException(refused.Message, refused);
        }
    }

    /// <returns>The number of bytes of the answer's body.</returns>
    public async ValueTask<int> SendAsync(ReadOnlyMemory<byte> request, CancellationToken cancellation)
    {
        await BeginAsync(request, cancellation);
        var (length, chunked) = await HeadAsync(cancellation);
        _length = 0;
        if (!chunked) await BodyAsync(length, cancellation);
        else while (await ChunkAsync(cancellation)) { }
        return _length;
    }

    /// <summary>Sends a request whose answer does not end, and reads its head.</summary>
    public async ValueTask OpenStreamAsync(ReadOnlyMemory<byte> request, CancellationToken cancellation)
    {
        await BeginAsync(request, cancellation);
        await HeadAsync(cancellation);
    }

    /// <summary>Reads the next chunk of such an answer into <see cref="Body"/>, instead of what was there.</summary>
    /// <returns>Whether there was one more.</returns>
    public ValueTask<bool> NextChunkAsync(CancellationToken cancellation)
    {
        _length = 0;
        return ChunkAsync(cancellation);
    }

    public ValueTask DisposeAsync() => _stream.DisposeAsync();

    private async ValueTask BeginAsync(ReadOnlyMemory<byte> request, CancellationToken cancellation)
    {
        await _stream.WriteAsync(request, cancellation);
        await _stream.FlushAsync(cancellation);
    }

    private async ValueTask<(int Length, bool Chunked)> HeadAsync(CancellationToken cancellation)
    {
        int end;
        while ((end = Unread.IndexOf("\r\n\r\n"u8)) < 0) await FillAsync(cancellation);
        var head = Unread[..end];
        Status = NumberText.Read(head[9..]);
        var chunked = head.IndexOf("chunked"u8) >= 0;
        var at = head.IndexOf("Content-Length: "u8);
        var length = at < 0 ? 0 : NumberText.Read(head[(at + 16)..]);
        _start += end + 4;
        return (length, chunked);
    }

    private async ValueTask<bool> ChunkAsync(CancellationToken cancellation)
    {
        int end;
        while ((end = Unread.IndexOf("\r\n"u8)) < 0) await FillAsync(cancellation);
        var size = NumberText.Read(Unread[..end], 'x');
        _start += end + 2;
        await BodyAsync(size, cancellation);
        while (Unread.Length < 2) await FillAsync(cancellation);
        _start += 2;
        return size > 0;
    }

    private async ValueTask BodyAsync(int length, CancellationToken cancellation)
    {
        if (_body.Length < _length + length) Array.Resize(ref _body, Math.Max(_length + length, 2 * _body.Length));
        while (length > 0)
        {
            if (Unread.IsEmpty) await FillAsync(cancellation);
            var part = Math.Min(length, Unread.Length);
            Unread[..part].CopyTo(_body.AsSpan(_length));
            (_start, _length, length) = (_start + part, _length + part, length - part);
        }
    }

    private ReadOnlySpan<byte> Unread => _buffer.AsSpan(_start, _end - _start);

    private async ValueTask FillAsync(CancellationToken cancellation)
    {
        if (_start == _end) _start = _end = 0;
        if (_end == _buffer.Length)
        {
            if (_start == 0) Array.Resize(ref _buffer, 2 * _buffer.Length);
            else Unread.CopyTo(_buffer);
            (_start, _end) = (0, _end - _start);
        }
        var read = await _stream.ReadAsync(_buffer.AsMemory(_end), cancellation);
        if (read == 0) throw new IOException("the server closed the connection");
        _end += read;
    }
}
