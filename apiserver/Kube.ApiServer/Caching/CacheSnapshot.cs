using Kube.ApiServer.Caching.Trees;

namespace Kube.ApiServer.Caching;

/// <summary>A resource's objects as of one revision. Costs nothing to take and never changes.</summary>
internal readonly struct CacheSnapshot
{
    private readonly ObjectTree _tree;

    internal CacheSnapshot(ObjectTree tree, long revision) => (_tree, Revision) = (tree, revision);

    /// <summary>What a list answers as its resourceVersion: all writes up to it are seen, none after it.</summary>
    public long Revision { get; }

    public CachedObject? Get(string @namespace, string name) => _tree.Get(new ObjectKey(@namespace, name));

    /// <summary>How many objects there are, in one namespace or in all, without visiting them.</summary>
    public int Count(string? @namespace = null) =>
        @namespace is null ? _tree.Count : _tree.Rank(ObjectKey.EndOf(@namespace)) - _tree.Rank(new ObjectKey(@namespace, string.Empty));

    /// <summary>How many objects follow after a key, in one namespace or in all: a page's remainingItemCount.</summary>
    public int CountAfter(ObjectKey key, string? @namespace = null)
    {
        var end = @namespace is null ? _tree.Count : _tree.Rank(ObjectKey.EndOf(@namespace));
        return end - _tree.Rank(key) - (_tree.Get(key) is null ? 0 : 1);
    }

    /// <summary>The objects of one namespace or all, in the order of the store's keys, from after a key on.</summary>
    public IEnumerable<CachedObject> Enumerate(string? @namespace = null, ObjectKey? after = null)
    {
        var start = new ObjectKey(@namespace ?? string.Empty, string.Empty);
        if (after is { } key && key.CompareTo(start) > 0) start = key;
        var cursor = _tree.From(start);
        while (cursor.TryNext(out var item))
        {
            if (@namespace is not null && item.Namespace != @namespace) yield break;
            if (item.Key == after) continue;
            yield return item;
        }
    }

    internal CachedObject? Get(ObjectKey key) => _tree.Get(key);
}
