namespace Kube.ApiServer.Storage;

/// <summary>One committed write.</summary>
/// <param name="Revision">Its place in the order of all writes.</param>
/// <param name="Key">The key it changed.</param>
/// <param name="Value">What the key holds since; empty when it was removed.</param>
internal readonly record struct StoredChange(long Revision, string Key, ReadOnlyMemory<byte> Value)
{
    /// <summary>The <see cref="Write.Note"/> of a write of this process; null for all others, and for all that is read from the medium.</summary>
    public object? Note { get; init; }

    public bool IsDelete => Value.IsEmpty;
}
