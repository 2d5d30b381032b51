namespace Kube.ApiServer.Storage;

/// <summary>One committed write.</summary>
/// <param name="Revision">Its place in the order of all writes.</param>
/// <param name="Key">The key it changed.</param>
/// <param name="Value">What the key holds since; empty when it was removed.</param>
internal readonly record struct StoredChange(long Revision, string Key, ReadOnlyMemory<byte> Value)
{
    public bool IsDelete => Value.IsEmpty;
}
