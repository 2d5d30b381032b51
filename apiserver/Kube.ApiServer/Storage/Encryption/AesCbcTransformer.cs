using System.Security.Cryptography;

namespace Kube.ApiServer.Storage.Encryption;

/// <summary>AES-CBC with PKCS #7 padding and a random initialization vector before the ciphertext. It does not notice every change.</summary>
internal sealed class AesCbcTransformer(byte[] secret) : IValueTransformer
{
    private const int BlockSize = 16;

    public byte[] ToStorage(ReadOnlySpan<byte> value, string key)
    {
        using var aes = Cipher();
        var stored = new byte[BlockSize + aes.GetCiphertextLengthCbc(value.Length)];
        var vector = stored.AsSpan(0, BlockSize);
        RandomNumberGenerator.Fill(vector);
        aes.EncryptCbc(value, vector, stored.AsSpan(BlockSize));
        return stored;
    }

    public ReadOnlyMemory<byte> FromStorage(ReadOnlyMemory<byte> stored, string key, out bool isStale)
    {
        isStale = false;
        if (stored.Length < BlockSize) throw TransformException.TooShort();
        if (stored.Length % BlockSize != 0) throw new TransformException("the stored data is not a multiple of the block size");
        try
        {
            using var aes = Cipher();
            return aes.DecryptCbc(stored.Span[BlockSize..], stored.Span[..BlockSize]);
        }
        catch (CryptographicException wrong)
        {
            throw new TransformException("invalid padding on input", wrong);
        }
    }

    private Aes Cipher()
    {
        var aes = Aes.Create();
        aes.Key = secret;
        return aes;
    }
}
