using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace Kube.Kubelet.Streaming.Spdy;

/// <summary>Writes the header blocks of a connection as one zlib stream, without a dictionary, which readers accept as well.</summary>
internal sealed class SpdyHeaderWriter : IDisposable
{
    private readonly MemoryStream _compressed = new();
    private readonly ZLibStream _deflater;

    public SpdyHeaderWriter() => _deflater = new ZLibStream(_compressed, CompressionLevel.Fastest);

    public byte[] Write(IReadOnlyDictionary<string, string> headers)
    {
        WriteNumber(headers.Count);
        foreach (var (name, value) in headers)
        {
            WriteWord(name.ToLowerInvariant());
            WriteWord(value);
        }

        _deflater.Flush();
        var block = _compressed.ToArray();
        _compressed.SetLength(0);
        return block;
    }

    public void Dispose() => _deflater.Dispose();

    private void WriteWord(string word)
    {
        var bytes = Encoding.UTF8.GetBytes(word);
        WriteNumber(bytes.Length);
        _deflater.Write(bytes);
    }

    private void WriteNumber(int number)
    {
        Span<byte> bytes = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(bytes, number);
        _deflater.Write(bytes);
    }
}
