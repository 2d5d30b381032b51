using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace Kube.Kubelet.Streaming.Spdy;

/// <summary>
/// Reads the header blocks of a connection, which are one zlib stream with a preset dictionary. .NET's inflater knows no
/// preset dictionaries, but a raw deflate stream may begin with a stored block: one that holds the dictionary leaves the
/// inflater in the very state it would have, and its output is thrown away.
/// </summary>
internal sealed class SpdyHeaderReader : IDisposable
{
    private const int MaxBlock = 64 * 1024;
    private const byte HasDictionary = 0x20;

    private readonly FedStream _compressed = new();
    private readonly DeflateStream _inflater;
    private bool _begun;

    public SpdyHeaderReader() => _inflater = new DeflateStream(_compressed, CompressionMode.Decompress);

    /// <exception cref="InvalidDataException">The block is no header block.</exception>
    public Dictionary<string, string> Read(ReadOnlySpan<byte> block)
    {
        if (!_begun)
            block = Begin(block);
        _compressed.Feed(block);
        var text = new byte[MaxBlock];
        var length = 0;
        while (length < MaxBlock && _inflater.Read(text, length, MaxBlock - length) is > 0 and var read)
            length += read;
        return Parse(text.AsSpan(0, length));
    }

    public void Dispose() => _inflater.Dispose();

    private ReadOnlySpan<byte> Begin(ReadOnlySpan<byte> block)
    {
        if (block.Length < 2)
            throw new InvalidDataException("a SPDY header block is too short");
        _begun = true;
        if ((block[1] & HasDictionary) == 0)
            return block[2..];
        if (block.Length < 6 || BinaryPrimitives.ReadUInt32BigEndian(block[2..]) != SpdyDictionary.Checksum)
            throw new InvalidDataException("a SPDY header block uses an unknown dictionary");
        var dictionary = SpdyDictionary.Bytes;
        var stored = new byte[5 + dictionary.Length];
        BinaryPrimitives.WriteUInt16LittleEndian(stored.AsSpan(1), (ushort)dictionary.Length);
        BinaryPrimitives.WriteUInt16LittleEndian(stored.AsSpan(3), (ushort)~dictionary.Length);
        dictionary.CopyTo(stored, 5);
        _compressed.Feed(stored);
        _inflater.ReadExactly(new byte[dictionary.Length]);
        return block[6..];
    }

    private static Dictionary<string, string> Parse(ReadOnlySpan<byte> text)
    {
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var count = Number(ref text);
        for (var i = 0; i < count; i++)
        {
            var name = Word(ref text);
            headers[name] = Word(ref text);
        }

        return headers;
    }

    private static string Word(ref ReadOnlySpan<byte> text)
    {
        var length = Number(ref text);
        if (length < 0 || length > text.Length)
            throw new InvalidDataException("a SPDY header block is cut short");
        var word = Encoding.UTF8.GetString(text[..length]);
        text = text[length..];
        return word;
    }

    private static int Number(ref ReadOnlySpan<byte> text)
    {
        if (text.Length < 4)
            throw new InvalidDataException("a SPDY header block is cut short");
        var number = BinaryPrimitives.ReadInt32BigEndian(text);
        text = text[4..];
        return number;
    }

    /// <summary>Gives the inflater what has come so far; more may come after it found nothing.</summary>
    private sealed class FedStream : Stream
    {
        private byte[] _left = [];

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public void Feed(ReadOnlySpan<byte> data) => _left = [.. _left, .. data];

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override int Read(Span<byte> buffer)
        {
            var count = Math.Min(buffer.Length, _left.Length);
            _left.AsSpan(0, count).CopyTo(buffer);
            _left = _left[count..];
            return count;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
