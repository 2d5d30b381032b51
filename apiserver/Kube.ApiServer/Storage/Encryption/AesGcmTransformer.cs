using System.Security.Cryptography;
using System.Text;

namespace Kube.ApiServer.Storage.Encryption;

/// <summary>
/// AES-GCM with a random 96-bit nonce before the ciphertext and the tag after it; a value moved to another key no longer opens. One
/// key is good for 2^32 writes.
/// </summary>
internal sealed class AesGcmTransformer(byte[] secret) : IValueTransformer
{
    private const int NonceSize = 12;
    private const int TagSize = 16;

    public byte[] ToStorage(ReadOnlySpan<byte> value, string key)
    {
        var stored = new byte[NonceSize + value.Length + TagSize];
        var nonce = stored.AsSpan(0, NonceSize);
        RandomNumberGenerator.Fill(nonce);
        // One for each use: an AesGcm must not be shared between threads.
        using var aes = new AesGcm(secret, TagSize);
        aes.Encrypt(nonce, value, stored.AsSpan(NonceSize, value.Length), stored.AsSpan(NonceSize + value.Length), Encoding.UTF8.GetBytes(key));
        return stored;
    }

    public ReadOnlyMemory<byte> FromStorage(ReadOnlyMemory<byte> stored, string key, out bool isStale)
    {
        isStale = false;
        if (stored.Length < NonceSize + TagSize) throw TransformException.TooShort();
        var value = new byte[stored.Length - NonceSize - TagSize];
        try
        {
            using var aes = new AesGcm(secret, TagSize);
            aes.Decrypt(stored.Span[..NonceSize], stored.Span[NonceSize..^TagSize], stored.Span[^TagSize..], value, Encoding.UTF8.GetBytes(key));
            return value;
        }
        catch (AuthenticationTagMismatchException wrong)
        {
            throw new TransformException("cipher: message authentication failed", wrong);
        }
    }
}
