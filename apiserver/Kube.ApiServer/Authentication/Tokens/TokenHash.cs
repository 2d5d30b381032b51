using System.Buffers;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace Kube.ApiServer.Authentication.Tokens;

/// <summary>A keyed digest of a token and the audiences it is asked for: what may be kept of a token in memory.</summary>
internal readonly record struct TokenHash(UInt128 First, UInt128 Second)
{
    public static TokenHash Of(ReadOnlySpan<byte> key, string token, IReadOnlyList<string> audiences)
    {
        // No token or audience holds a zero byte: each ends in one, so that none can pass for another list.
        var length = Encoding.UTF8.GetMaxByteCount(token.Length) + 1 + audiences.Sum(audience => Encoding.UTF8.GetMaxByteCount(audience.Length) + 1);
        var buffer = ArrayPool<byte>.Shared.Rent(length);
        try
        {
            var filled = Append(token, buffer);
            foreach (var audience in audiences) filled += Append(audience, buffer.AsSpan(filled));
            Span<byte> digest = stackalloc byte[HMACSHA256.HashSizeInBytes];
            HMACSHA256.HashData(key, buffer.AsSpan(0, filled), digest);
            return new TokenHash(MemoryMarshal.Read<UInt128>(digest), MemoryMarshal.Read<UInt128>(digest[16..]));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer, clearArray: true);
        }
    }

    private static int Append(string text, Span<byte> buffer)
    {
        var written = Encoding.UTF8.GetBytes(text, buffer);
        buffer[written] = 0;
        return written + 1;
    }
}
