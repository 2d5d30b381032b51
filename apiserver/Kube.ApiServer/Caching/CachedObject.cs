using Kube.ApiServer.Storage;

namespace Kube.ApiServer.Caching;

/// <summary>
/// One state of one object, immutable: the bytes every get, list and watch answers with, what selectors look at, and the other
/// representations made from it so far.
/// </summary>
internal sealed class CachedObject(ObjectKey key, long revision, byte[] json, ObjectIndex index)
{
    private Derived? _derived;

    public ObjectKey Key { get; } = key;

    /// <summary>Empty for a cluster-scoped object.</summary>
    public string Namespace => Key.Namespace;

    public string Name => Key.Name;

    /// <summary>The revision of the write that made this state; also the <c>metadata.resourceVersion</c> in the bytes.</summary>
    public long Revision { get; } = revision;

    /// <summary>Compact UTF-8 JSON with <c>metadata.resourceVersion</c>.</summary>
    public ReadOnlyMemory<byte> Json => json;

    public ObjectIndex Index { get; } = index;

    public LabelSet Labels => Index.Labels;

    /// <summary>The values of the resource's selectable fields, in the order of its <see cref="IObjectIndexer.Fields"/>.</summary>
    public IReadOnlyList<string> Fields => Index.Fields;

    /// <summary>
    /// Another representation of this state (its row in a Table, its metadata alone, its protobuf), made by the first who asks and
    /// kept as long as the state. Two who ask first at once may both make it; all get the same one.
    /// </summary>
    /// <param name="slot">Names the representation; compared by reference, so a static object.</param>
    /// <param name="factory">Makes it; should capture nothing.</param>
    public T GetOrDerive<T>(object slot, Func<CachedObject, T> factory) where T : class
    {
        if (Find(slot, _derived) is T known) return known;
        var made = factory(this);
        while (true)
        {
            var first = Volatile.Read(ref _derived);
            if (Find(slot, first) is T other) return other;
            if (Interlocked.CompareExchange(ref _derived, new Derived(slot, made, first), first) == first) return made;
        }
    }

    /// <summary>The same state under another revision: what a DELETED event shows.</summary>
    public CachedObject At(long revision) => new(Key, revision, ObjectBytes.WithResourceVersion(json, revision), Index);

    /// <summary>The same state, selected by other fields.</summary>
    public CachedObject IndexedBy(IObjectIndexer indexer) => new(Key, Revision, json, indexer.Index(json));

    private static object? Find(object slot, Derived? derived)
    {
        for (; derived is not null; derived = derived.Next)
        {
            if (ReferenceEquals(derived.Slot, slot)) return derived.Value;
        }

        return null;
    }

    private sealed record Derived(object Slot, object Value, Derived? Next);
}
