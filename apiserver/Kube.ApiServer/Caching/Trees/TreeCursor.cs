using System.Diagnostics.CodeAnalysis;

namespace Kube.ApiServer.Caching.Trees;

/// <summary>Reads a tree in order from a key on. For one thread.</summary>
internal sealed class TreeCursor
{
    /// <summary>Branches on the way to the leaf, with the child to go on with. Half-full nodes this deep hold 16^8 objects.</summary>
    private readonly (Branch Node, int Next)[] _path = new (Branch, int)[8];
    private int _depth;
    private Leaf? _leaf;
    private int _next;

    internal TreeCursor(ObjectTree tree, ObjectKey from)
    {
        var node = tree.Root;
        while (node is Branch branch)
        {
            var child = branch.ChildOf(from);
            _path[_depth++] = (branch, child + 1);
            node = branch.Children[child];
        }

        _leaf = node as Leaf;
        _leaf?.Find(from, out _next);
    }

    public bool TryNext([NotNullWhen(true)] out CachedObject? item)
    {
        while (_leaf is not null)
        {
            if (_next < _leaf.Count)
            {
                item = _leaf.Items[_next++];
                return true;
            }

            _leaf = NextLeaf();
            _next = 0;
        }

        item = null;
        return false;
    }

    private Leaf? NextLeaf()
    {
        while (_depth > 0)
        {
            ref var step = ref _path[_depth - 1];
            if (step.Next == step.Node.Count)
            {
                _depth--;
                continue;
            }

            var node = step.Node.Children[step.Next++];
            while (node is Branch branch)
            {
                _path[_depth++] = (branch, 1);
                node = branch.Children[0];
            }

            return (Leaf)node;
        }

        return null;
    }
}
