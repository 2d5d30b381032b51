namespace Kube.ApiServer.Storage.Encryption;

/// <summary>
/// Turns a value into what rests in the store and back: <c>apiserver/pkg/storage/value.Transformer</c>. Safe for concurrent use.
/// </summary>
internal interface IValueTransformer
{
    /// <param name="key">Where the value is stored, for transformers that bind it to its place.</param>
    byte[] ToStorage(ReadOnlySpan<byte> value, string key);

    /// <param name="isStale">The value would be stored in another form today, so that writing it again does something.</param>
    /// <exception cref="TransformException">The value is not of this transformer, or was changed.</exception>
    ReadOnlyMemory<byte> FromStorage(ReadOnlyMemory<byte> stored, string key, out bool isStale);
}
