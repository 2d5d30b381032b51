using System.Security.Cryptography;
using Org.BouncyCastle.Crypto.Engines;
using Org.BouncyCastle.Crypto.Macs;
using Org.BouncyCastle.Crypto.Parameters;

namespace Kube.ApiServer.Storage.Encryption;

/// <summary>
/// NaCl's secretbox: XSalsa20 and Poly1305, with a random 24-byte nonce before the tag and the ciphertext. Poly1305's key is the first
/// block of the key stream, the value is encrypted with what follows.
/// </summary>
internal sealed class SecretboxTransformer(byte[] secret) : IValueTransformer
{
    private const int NonceSize = 24;
    private const int TagSize = 16;
    private const int MacKeySize = 32;

    public byte[] ToStorage(ReadOnlySpan<byte> value, string key)
    {
        var stored = new byte[NonceSize + TagSize + value.Length];
        RandomNumberGenerator.Fill(stored.AsSpan(0, NonceSize));
        var (stream, macKey) = Start(stored.AsSpan(0, NonceSize));
        var sealedValue = stored.AsSpan(NonceSize + TagSize);
        stream.ProcessBytes(value, sealedValue);
        Tag(macKey, sealedValue, stored.AsSpan(NonceSize, TagSize));
        return stored;
    }

    public ReadOnlyMemory<byte> FromStorage(ReadOnlyMemory<byte> stored, string key, out bool isStale)
    {
        isStale = false;
        if (stored.Length < NonceSize + TagSize) throw TransformException.TooShort();
        var (stream, macKey) = Start(stored.Span[..NonceSize]);
        var sealedValue = stored.Span[(NonceSize + TagSize)..];
        Span<byte> tag = stackalloc byte[TagSize];
        Tag(macKey, sealedValue, tag);
        // Upstream's words for it, whatever they mean.
        if (!CryptographicOperations.FixedTimeEquals(tag, stored.Span.Slice(NonceSize, TagSize))) throw new TransformException("output array was not large enough for encryption");
        var value = new byte[sealedValue.Length];
        stream.ProcessBytes(sealedValue, value);
        return value;
    }

    private (XSalsa20Engine Stream, byte[] MacKey) Start(ReadOnlySpan<byte> nonce)
    {
        var stream = new XSalsa20Engine();
        stream.Init(forEncryption: true, new ParametersWithIV(new KeyParameter(secret), nonce));
        var macKey = new byte[MacKeySize];
        stream.ProcessBytes(macKey, macKey);
        return (stream, macKey);
    }

    private static void Tag(byte[] macKey, ReadOnlySpan<byte> sealedValue, Span<byte> tag)
    {
        var mac = new Poly1305();
        mac.Init(new KeyParameter(macKey));
        mac.BlockUpdate(sealedValue);
        mac.DoFinal(tag);
    }
}
