using System.Buffers.Binary;

namespace Kube.Kubelet.Streaming.Spdy;

internal enum SpdyFrameType
{
    Data = 0,
    SynStream = 1,
    SynReply = 2,
    RstStream = 3,
    Settings = 4,
    Ping = 6,
    GoAway = 7,
    Headers = 8,
    WindowUpdate = 9,
}

/// <summary>One frame of SPDY/3.1. Of a data frame the payload is the data; of others, the bytes after the frame's head.</summary>
/// <param name="StreamId">0 where the frame is about no stream.</param>
internal readonly record struct SpdyFrame(SpdyFrameType Type, int StreamId, byte Flags, ReadOnlyMemory<byte> Payload)
{
    public const byte Fin = 1;

    private const int HeadLength = 8;
    private const ushort Version = 3;
    private const int MaxPayload = 1 << 20;

    public bool IsLast => Type is SpdyFrameType.Data or SpdyFrameType.SynStream or SpdyFrameType.SynReply && (Flags & Fin) != 0;

    /// <returns>Null at the end of the connection.</returns>
    public static async Task<SpdyFrame?> ReadAsync(Stream stream, CancellationToken cancellationToken)
    {
        var head = new byte[HeadLength];
        if (await stream.ReadAtLeastAsync(head, HeadLength, throwOnEndOfStream: false, cancellationToken) < HeadLength)
            return null;
        var length = (head[5] << 16) | (head[6] << 8) | head[7];
        if (length > MaxPayload)
            throw new InvalidDataException($"a SPDY frame of {length} bytes is too long");
        var payload = new byte[length];
        await stream.ReadExactlyAsync(payload, cancellationToken);
        if ((head[0] & 0x80) == 0)
            return new SpdyFrame(SpdyFrameType.Data, BinaryPrimitives.ReadInt32BigEndian(head), head[4], payload);

        var type = (SpdyFrameType)BinaryPrimitives.ReadUInt16BigEndian(head.AsSpan(2));
        var hasStream = type is SpdyFrameType.SynStream or SpdyFrameType.SynReply or SpdyFrameType.RstStream or SpdyFrameType.Headers or SpdyFrameType.WindowUpdate;
        var id = hasStream && length >= 4 ? BinaryPrimitives.ReadInt32BigEndian(payload) & int.MaxValue : 0;
        return new SpdyFrame(type, id, head[4], payload);
    }

    public byte[] ToBytes()
    {
        var bytes = new byte[HeadLength + Payload.Length];
        if (Type == SpdyFrameType.Data)
        {
            BinaryPrimitives.WriteInt32BigEndian(bytes, StreamId);
        }
        else
        {
            BinaryPrimitives.WriteUInt16BigEndian(bytes, 0x8000 | Version);
            BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(2), (ushort)Type);
        }

        bytes[4] = Flags;
        bytes[5] = (byte)(Payload.Length >> 16);
        bytes[6] = (byte)(Payload.Length >> 8);
        bytes[7] = (byte)Payload.Length;
        Payload.Span.CopyTo(bytes.AsSpan(HeadLength));
        return bytes;
    }
}
