namespace Kube.ApiServer.Storage.Encryption;

/// <summary>Stores values as they are, and refuses to take an encrypted one for such a value.</summary>
internal sealed class IdentityTransformer : IValueTransformer
{
    public static IdentityTransformer Instance { get; } = new();

    private static ReadOnlySpan<byte> EncryptedPrefix => "k8s:enc:"u8;

    public byte[] ToStorage(ReadOnlySpan<byte> value, string key) => value.ToArray();

    public ReadOnlyMemory<byte> FromStorage(ReadOnlyMemory<byte> stored, string key, out bool isStale)
    {
        isStale = false;
        return stored.Span.StartsWith(EncryptedPrefix) ? throw new TransformException("identity transformer tried to read encrypted data") : stored;
    }
}
