using System.Text;

namespace Kube.ApiServer.Http.Responses;

/// <summary>
/// meta/v1 WatchEvent in protobuf: <c>type</c> is field 1, <c>object</c> field 2, a RawExtension whose field 1 is the object in
/// its envelope.
/// </summary>
internal static class WatchEventMessage
{
    private const byte TypeTag = (1 << 3) | 2;
    private const byte ObjectTag = (2 << 3) | 2;
    private const byte RawTag = (1 << 3) | 2;

    public static byte[] Encode(string type, ReadOnlySpan<byte> envelope)
    {
        var rawLength = 1 + VarintLength(envelope.Length) + envelope.Length;
        var message = new byte[1 + VarintLength(type.Length) + type.Length + 1 + VarintLength(rawLength) + rawLength];
        var rest = message.AsSpan();
        Header(ref rest, TypeTag, type.Length);
        rest = rest[Encoding.ASCII.GetBytes(type, rest)..];
        Header(ref rest, ObjectTag, rawLength);
        Header(ref rest, RawTag, envelope.Length);
        envelope.CopyTo(rest);
        return message;
    }

    private static void Header(ref Span<byte> rest, byte tag, int length)
    {
        rest[0] = tag;
        rest = rest[1..];
        var value = (uint)length;
        while (value >= 0x80)
        {
            rest[0] = (byte)(value | 0x80);
            rest = rest[1..];
            value >>= 7;
        }
        rest[0] = (byte)value;
        rest = rest[1..];
    }

    private static int VarintLength(int value)
    {
        var length = 1;
        for (var rest = (uint)value; rest >= 0x80; rest >>= 7) length++;
        return length;
    }
}
