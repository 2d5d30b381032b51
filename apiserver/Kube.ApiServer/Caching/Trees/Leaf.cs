namespace Kube.ApiServer.Caching.Trees;

/// <summary>Objects in order.</summary>
internal sealed class Leaf(object owner) : Node(owner)
{
    public CachedObject[] Items { get; } = new CachedObject[Capacity];

    public override int Size => Count;

    /// <summary>Where the key is, or where it would be inserted.</summary>
    public bool Find(ObjectKey key, out int index)
    {
        var (low, high) = (0, Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            var order = Items[middle].Key.CompareTo(key);
            if (order == 0)
            {
                index = middle;
                return true;
            }

            if (order < 0) low = middle + 1;
            else high = middle;
        }

        index = low;
        return false;
    }

    public void Insert(int index, CachedObject item) => Insert(Items, Count++, index, item);

    public void RemoveAt(int index) => RemoveAt(Items, Count--, index);

    public override Node OwnedBy(object owner)
    {
        if (Owner == owner) return this;
        var copy = new Leaf(owner) { Count = Count };
        Array.Copy(Items, copy.Items, Count);
        return copy;
    }

    public override Node SplitAt(int index)
    {
        var right = new Leaf(Owner) { Count = Count - index };
        Array.Copy(Items, index, right.Items, 0, right.Count);
        Array.Clear(Items, index, right.Count);
        Count = index;
        return right;
    }

    public override void Join(Node right, ObjectKey rightLow)
    {
        Array.Copy(((Leaf)right).Items, 0, Items, Count, right.Count);
        Count += right.Count;
    }
}
