namespace Kube.ApiServer.Caching.Trees;

/// <summary>
/// A series of changes to a tree. Nodes are copied the first time the series touches them and then changed in place, so a batch of
/// writes costs little more than one. For one thread; of no use after <see cref="ToTree"/>.
/// </summary>
internal sealed class TreeEditor(ObjectTree tree)
{
    private readonly object _token = new();
    private Node? _root = tree.Root;

    public ObjectTree ToTree() => new(_root);

    /// <summary>Adds an object or replaces the one with the same key; returns the replaced one.</summary>
    public CachedObject? Put(CachedObject item)
    {
        _root = (_root ?? new Leaf(_token)).OwnedBy(_token);
        if (_root.IsFull)
        {
            var root = new Branch(_token);
            root.Insert(0, _root, default);
            Split(root, 0, item.Key);
            _root = root;
        }

        return Put(_root, item);
    }

    /// <summary>Removes and returns the object with a key, if there is one.</summary>
    public CachedObject? Remove(ObjectKey key)
    {
        if (_root is null || ToTree().Get(key) is null) return null;
        _root = _root.OwnedBy(_token);
        var removed = Remove(_root, key);
        while (_root is Branch { Count: 1 } branch) _root = branch.Children[0];
        if (_root.Count == 0) _root = null;
        return removed;
    }

    /// <summary>Full nodes are split on the way down, so that there is always room for what comes up.</summary>
    private CachedObject? Put(Node node, CachedObject item)
    {
        if (node is Leaf leaf)
        {
            if (leaf.Find(item.Key, out var index))
            {
                var replaced = leaf.Items[index];
                leaf.Items[index] = item;
                return replaced;
            }

            leaf.Insert(index, item);
            return null;
        }

        var branch = (Branch)node;
        var child = branch.ChildOf(item.Key);
        if (branch.Children[child].IsFull)
        {
            Split(branch, child, item.Key);
            child = branch.ChildOf(item.Key);
        }

        branch.Children[child] = branch.Children[child].OwnedBy(_token);
        var previous = Put(branch.Children[child], item);
        if (previous is null) branch.Grow(1);
        return previous;
    }

    private void Split(Branch parent, int index, ObjectKey key)
    {
        var left = parent.Children[index] = parent.Children[index].OwnedBy(_token);
        // Names that come in order fill their nodes; others leave room on both sides.
        var isAppend = index == parent.Count - 1 && LastLow(left).CompareTo(key) < 0;
        var middle = isAppend ? Node.Capacity - 1 : Node.Capacity / 2;
        var low = left is Leaf leaf ? leaf.Items[middle].Key : ((Branch)left).Lows[middle];
        var right = left.SplitAt(middle);
        parent.Grow(-right.Size);
        parent.Insert(index + 1, right, low);
    }

    private static ObjectKey LastLow(Node node) =>
        node is Leaf leaf ? leaf.Items[leaf.Count - 1].Key : ((Branch)node).Lows[node.Count - 1];

    private CachedObject Remove(Node node, ObjectKey key)
    {
        if (node is Leaf leaf)
        {
            leaf.Find(key, out var index);
            var removed = leaf.Items[index];
            leaf.RemoveAt(index);
            return removed;
        }

        var branch = (Branch)node;
        var child = branch.ChildOf(key);
        branch.Children[child] = branch.Children[child].OwnedBy(_token);
        var result = Remove(branch.Children[child], key);
        branch.Grow(-1);
        if (branch.Children[child].Count == 0) branch.RemoveAt(child);
        else if (branch.Children[child].Count < Node.Sparse) JoinNeighbour(branch, child);
        return result;
    }

    private void JoinNeighbour(Branch parent, int child)
    {
        var left = child + 1 < parent.Count ? child : child - 1;
        if (left < 0 || parent.Children[left].Count + parent.Children[left + 1].Count > Node.Joined) return;
        var joined = parent.Children[left] = parent.Children[left].OwnedBy(_token);
        var right = parent.Children[left + 1];
        joined.Join(right, parent.Lows[left + 1]);
        parent.RemoveAt(left + 1);
        parent.Grow(right.Size);
    }
}
