using System.Buffers.Binary;
using System.Text;

namespace Kube.OpenApi.Wire;

/// <summary>Reads the fields of one protobuf message.</summary>
internal ref struct WireReader(ReadOnlySpan<byte> message)
{
    private ReadOnlySpan<byte> _rest = message;

    /// <summary>Steps to the next field; its value must then be read or skipped.</summary>
    public bool Next(out int number, out WireType type)
    {
        (number, type) = (0, default);
        if (_rest.IsEmpty) return false;
        var tag = Varint();
        (number, type) = ((int)(tag >> 3), (WireType)(tag & 7));
        return number > 0 ? true : throw new ProtobufException($"proto: illegal tag {number} (wire type {(int)type})");
    }

    public ulong Varint(WireType type) => type == WireType.Varint ? Varint() : throw Wrong(type);

    public double Double(WireType type)
    {
        if (type != WireType.Fixed64) throw Wrong(type);
        return BinaryPrimitives.ReadDoubleLittleEndian(Take(8));
    }

    public string Text(WireType type) => Encoding.UTF8.GetString(Bytes(type));

    public ReadOnlySpan<byte> Bytes(WireType type)
    {
        if (type != WireType.Delimited) throw Wrong(type);
        var length = Varint();
        return length <= (ulong)_rest.Length ? Take((int)length) : throw Ended();
    }

    public void Skip(WireType type)
    {
        switch (type)
        {
            case WireType.Varint:
                Varint();
                break;
            case WireType.Fixed64:
                Take(8);
                break;
            case WireType.Delimited:
                Bytes(type);
                break;
            case WireType.Fixed32:
                Take(4);
                break;
            default:
                throw Wrong(type);
        }
    }

    private ulong Varint()
    {
        ulong value = 0;
        for (var shift = 0; shift < 64; shift += 7)
        {
            var next = Take(1)[0];
            value |= (ulong)(next & 0x7f) << shift;
            if (next < 0x80) return value;
        }
        throw new ProtobufException("proto: integer overflow");
    }

    private ReadOnlySpan<byte> Take(int count)
    {
        if (_rest.Length < count) throw Ended();
        var taken = _rest[..count];
        _rest = _rest[count..];
        return taken;
    }

    private static ProtobufException Ended() => new("unexpected EOF");

    private static ProtobufException Wrong(WireType type) => new($"proto: wrong wireType = {(int)type}");
}
