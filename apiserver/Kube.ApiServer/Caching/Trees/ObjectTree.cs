namespace Kube.ApiServer.Caching.Trees;

/// <summary>
/// An ordered set of objects that never changes: an edit gives a new tree that shares all nodes it did not touch, so that a snapshot costs
/// nothing and stays valid for as long as someone holds it. A B+ tree, since wide nodes cost the least memory an object and a list reads
/// them in order.
/// </summary>
internal readonly struct ObjectTree
{
    internal ObjectTree(Node? root) => Root = root;

    public int Count => Root?.Size ?? 0;

    internal Node? Root { get; }

    public CachedObject? Get(ObjectKey key)
    {
        var node = Root;
        while (node is Branch branch) node = branch.Children[branch.ChildOf(key)];
        return node is Leaf leaf && leaf.Find(key, out var index) ? leaf.Items[index] : null;
    }

    /// <summary>How many objects stand before a key.</summary>
    public int Rank(ObjectKey key)
    {
        var (node, rank) = (Root, 0);
        while (node is Branch branch)
        {
            var child = branch.ChildOf(key);
            for (var i = 0; i < child; i++) rank += branch.Children[i].Size;
            node = branch.Children[child];
        }

        if (node is not Leaf leaf) return 0;
        leaf.Find(key, out var index);
        return rank + index;
    }

    /// <summary>All objects at or after a key, in order.</summary>
    public TreeCursor From(ObjectKey key) => new(this, key);

    /// <summary>Starts a series of changes.</summary>
    public TreeEditor Edit() => new(this);
}
