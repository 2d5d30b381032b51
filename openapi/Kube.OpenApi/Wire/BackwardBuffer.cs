using System.Buffers.Binary;
using System.Text;

namespace Kube.OpenApi.Wire;

/// <summary>
/// A buffer that is filled from its end, so that a message's length is known by the time it is to be written in front of it.
/// </summary>
internal sealed class BackwardBuffer
{
    private byte[] _buffer = new byte[1024];
    private int _start = 1024;

    /// <summary>How much has been written.</summary>
    public int Length => _buffer.Length - _start;

    public byte[] ToArray() => _buffer[_start..];

    public void Raw(ReadOnlySpan<byte> bytes) => bytes.CopyTo(Space(bytes.Length));

    public void Text(string text) => Encoding.UTF8.GetBytes(text, Space(Encoding.UTF8.GetByteCount(text)));

    public void Varint(ulong value)
    {
        Span<byte> bytes = stackalloc byte[10];
        var count = 0;
        for (; value >= 0x80; value >>= 7) bytes[count++] = (byte)(value | 0x80);
        bytes[count++] = (byte)value;
        Raw(bytes[..count]);
    }

    public void Double(double value) => BinaryPrimitives.WriteDoubleLittleEndian(Space(8), value);

    public void Tag(int number, WireType type) => Varint(((ulong)number << 3) | (uint)type);

    /// <summary>Puts number and length in front of what was written since the buffer had <paramref name="lengthBefore"/>.</summary>
    public void Delimit(int number, int lengthBefore)
    {
        Varint((ulong)(Length - lengthBefore));
        Tag(number, WireType.Delimited);
    }

    private Span<byte> Space(int count)
    {
        if (_start < count) Grow(count);
        _start -= count;
        return _buffer.AsSpan(_start, count);
    }

    private void Grow(int count)
    {
        var grown = new byte[Math.Max(_buffer.Length * 2, Length + count)];
        _buffer.AsSpan(_start).CopyTo(grown.AsSpan(grown.Length - Length));
        _start = grown.Length - Length;
        _buffer = grown;
    }
}
