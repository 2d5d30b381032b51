namespace Kube.ApiServer.Storage;

/// <summary>The history asked for was compacted.</summary>
/// <param name="oldestRevision">The oldest revision after which history is whole.</param>
internal sealed class CompactedException(long oldestRevision)
    : StoreException($"required revision has been compacted: history starts after revision {oldestRevision}")
{
    public long OldestRevision { get; } = oldestRevision;
}
