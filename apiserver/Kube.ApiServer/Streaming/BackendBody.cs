namespace Kube.ApiServer.Streaming;

/// <summary>The body of a backend's answer, delimited as HTTP/1.1 has it: by length, in chunks, or by the end of the connection.</summary>
internal abstract class BackendBody(Stream backend, ReadOnlyMemory<byte> rest)
{
    private ReadOnlyMemory<byte> _rest = rest;

    public static BackendBody Of(Stream backend, ResponseHead head, ReadOnlyMemory<byte> rest) => head switch
    {
        { IsChunked: true } => new Chunked(backend, rest),
        { ContentLength: { } length } => new Sized(backend, rest, length),
        _ => new ToEnd(backend, rest),
    };

    /// <returns>0 at the end.</returns>
    public abstract ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellation);

    protected async ValueTask<int> ReadRawAsync(Memory<byte> buffer, CancellationToken cancellation)
    {
        if (_rest.IsEmpty) return await backend.ReadAsync(buffer, cancellation);
        var take = Math.Min(buffer.Length, _rest.Length);
        _rest[..take].CopyTo(buffer);
        _rest = _rest[take..];
        return take;
    }

    private sealed class ToEnd(Stream backend, ReadOnlyMemory<byte> rest) : BackendBody(backend, rest)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellation) => ReadRawAsync(buffer, cancellation);
    }

    private sealed class Sized(Stream backend, ReadOnlyMemory<byte> rest, long length) : BackendBody(backend, rest)
    {
        private long _left = length;

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellation)
        {
            if (_left == 0) return 0;
            var read = await ReadRawAsync(buffer[..(int)Math.Min(buffer.Length, _left)], cancellation);
            _left -= read;
            return read;
        }
    }

    private sealed class Chunked(Stream backend, ReadOnlyMemory<byte> rest) : BackendBody(backend, rest)
    {
        private readonly byte[] _one = new byte[1];
        private long _left;
        private bool _first = true;
        private bool _ended;

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellation)
        {
            if (_left == 0 && !_ended) await NextChunkAsync(cancellation);
            if (_ended) return 0;
            var read = await ReadRawAsync(buffer[..(int)Math.Min(buffer.Length, _left)], cancellation);
            _left -= read;
            return read;
        }

        private async ValueTask NextChunkAsync(CancellationToken cancellation)
        {
            if (!_first) await ReadLineAsync(cancellation);
            _first = false;
            var size = (await ReadLineAsync(cancellation)).Split(';')[0].Trim();
            _left = size.Length == 0 ? 0 : Convert.ToInt64(size, 16);
            _ended = _left == 0;
        }

        private async ValueTask<string> ReadLineAsync(CancellationToken cancellation)
        {
            var line = new System.Text.StringBuilder();
            while (await ReadRawAsync(_one, cancellation) == 1 && _one[0] != '\n') line.Append((char)_one[0]);
            return line.ToString().TrimEnd('\r');
        }
    }
}
