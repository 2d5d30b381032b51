using System.Text.Json;
using Kube.ApiServer.Storage;

namespace Kube.ApiServer.Caching;

/// <summary>
/// Makes what a cache holds of what the store sends: splices the revision into the bytes and takes from them what selectors look at,
/// both once. What did not change since the state known before is shared with it.
/// </summary>
internal sealed class ChangeReader(string prefix, IObjectIndexer indexer)
{
    public ObjectKey Key(string key)
    {
        var (@namespace, name) = StoreKey.Split(prefix, key);
        return new ObjectKey(StringPool.Shared.Get(@namespace), name);
    }

    /// <param name="change">A write that was no delete.</param>
    /// <param name="key">Its key.</param>
    /// <param name="known">The state before, if one is known.</param>
    /// <exception cref="StoreException">The bytes are not an object's.</exception>
    public CachedObject State(StoredChange change, ObjectKey key, CachedObject? known)
    {
        try
        {
            var json = ObjectBytes.WithResourceVersion(change.Value.Span, change.Revision);
            var index = change.Note is IndexNote note && ReferenceEquals(note.Indexer, indexer) ? note.Index : indexer.Index(json);
            return new CachedObject(known?.Key ?? key, change.Revision, json, index.Equals(known?.Index) ? known.Index : index);
        }
        catch (Exception e) when (e is JsonException or ArgumentException)
        {
            throw new StoreException($"the stored object {change.Key} of revision {change.Revision} is damaged; restore a backup", e);
        }
    }
}
