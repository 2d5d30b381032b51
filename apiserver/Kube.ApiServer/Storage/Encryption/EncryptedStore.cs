using System.Collections.Concurrent;
using System.Runtime.CompilerServices;

namespace Kube.ApiServer.Storage.Encryption;

/// <summary>
/// Another store whose values are transformed on their way in and out, as <c>--encryption-provider-config</c> says. A value that cannot
/// be read ends the reading with upstream's words, unless a later change that can be read replaced it before this server started: a
/// key may be forgotten as soon as all values were written again, while history still holds what it encrypted.
/// </summary>
/// <param name="transformers">Those in force, which may be others each time.</param>
internal sealed class EncryptedStore(IObjectStore inner, Func<ResourceTransformers> transformers) : IObjectStore
{
    /// <summary>By key, the transformers that would store its value as it is stored.</summary>
    private readonly ConcurrentDictionary<string, ResourceTransformers> _fresh = new(StringComparer.Ordinal);
    private readonly Dictionary<string, StoreException> _unreadable = new(StringComparer.Ordinal);

    public ValueTask<long> CurrentRevisionAsync(CancellationToken cancellationToken) => inner.CurrentRevisionAsync(cancellationToken);

    public ValueTask<WriteResult> WriteAsync(Write write, CancellationToken cancellationToken) => inner.WriteAsync(Transform(write), cancellationToken);

    public ValueTask<IReadOnlyList<WriteResult>> WriteAllAsync(IReadOnlyList<Write> writes, CancellationToken cancellationToken) =>
        inner.WriteAllAsync([.. writes.Select(Transform)], cancellationToken);

    public async ValueTask<long> LoadAsync(Action<StoredChange> receive, CancellationToken cancellationToken)
    {
        _unreadable.Clear();
        return await inner.LoadAsync(
            change =>
            {
                if (TryRead(change) is { } read) receive(read);
            },
            cancellationToken);
    }

    public async IAsyncEnumerable<ChangeBatch> ChangesAsync(long afterRevision, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var start = await inner.CurrentRevisionAsync(cancellationToken);
        await foreach (var batch in inner.ChangesAsync(afterRevision, cancellationToken))
        {
            var changes = new List<StoredChange>(batch.Changes.Count);
            foreach (var change in batch.Changes)
            {
                if (TryRead(change) is { } read) changes.Add(read);
            }
            if (batch.Revision >= start && _unreadable.Count > 0) throw _unreadable.Values.First();
            yield return batch with { Changes = changes };
        }
    }

    public ValueTask CompactAsync(long revision, CancellationToken cancellationToken) => inner.CompactAsync(revision, cancellationToken);

    public ValueTask BackupAsync(string path, CancellationToken cancellationToken) => inner.BackupAsync(path, cancellationToken);

    public bool IsStale(string key)
    {
        var current = transformers();
        return current.For(key) is not IdentityTransformer && !(_fresh.TryGetValue(key, out var known) && known == current);
    }

    public ValueTask DisposeAsync() => inner.DisposeAsync();

    private Write Transform(Write write)
    {
        if (write.IsDelete || transformers().For(write.Key) is not { } transformer || transformer is IdentityTransformer) return write;
        return write with { Value = transformer.ToStorage(write.Value.Span, write.Key) };
    }

    /// <summary>The change as it was written; null when it cannot be read, or removes a value that could not be read.</summary>
    private StoredChange? TryRead(StoredChange change)
    {
        if (change.IsDelete)
        {
            _fresh.TryRemove(change.Key, out _);
            return _unreadable.Remove(change.Key) ? null : change;
        }
        try
        {
            var current = transformers();
            var transformer = current.For(change.Key);
            var value = transformer.FromStorage(change.Value, change.Key, out var isStale);
            if (isStale || transformer is IdentityTransformer) _fresh.TryRemove(change.Key, out _);
            else _fresh[change.Key] = current;
            _unreadable.Remove(change.Key);
            return change with { Value = value };
        }
        catch (TransformException failure)
        {
            _unreadable[change.Key] = new StoreException($"unable to transform key \"{change.Key}\": {failure.Message}", failure);
            return null;
        }
    }
}
