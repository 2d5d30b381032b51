namespace Kube.ApiServer.Caching.Trees;

/// <summary>
/// Children in order, and for each but the first a key that is greater than all before and not greater than any in it. The keys are
/// copies, so that they keep no deleted object alive.
/// </summary>
internal sealed class Branch(object owner) : Node(owner)
{
    private int _size;

    public Node[] Children { get; } = new Node[Capacity];

    public ObjectKey[] Lows { get; } = new ObjectKey[Capacity];

    public override int Size => _size;

    public int ChildOf(ObjectKey key)
    {
        var (low, high) = (1, Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (Lows[middle].CompareTo(key) <= 0) low = middle + 1;
            else high = middle;
        }

        return low - 1;
    }

    public void Insert(int index, Node child, ObjectKey low)
    {
        Insert(Lows, Count, index, low);
        Insert(Children, Count++, index, child);
        _size += child.Size;
    }

    public void RemoveAt(int index)
    {
        _size -= Children[index].Size;
        RemoveAt(Lows, Count, index);
        RemoveAt(Children, Count--, index);
    }

    /// <summary>Takes note that an object came or went below.</summary>
    public void Grow(int objects) => _size += objects;

    public override Node OwnedBy(object owner)
    {
        if (Owner == owner) return this;
        var copy = new Branch(owner) { Count = Count, _size = _size };
        Array.Copy(Children, copy.Children, Count);
        Array.Copy(Lows, copy.Lows, Count);
        return copy;
    }

    public override Node SplitAt(int index)
    {
        var right = new Branch(Owner) { Count = Count - index };
        Array.Copy(Children, index, right.Children, 0, right.Count);
        Array.Copy(Lows, index, right.Lows, 0, right.Count);
        Array.Clear(Children, index, right.Count);
        Array.Clear(Lows, index, right.Count);
        Count = index;
        right.Recount();
        _size -= right._size;
        return right;
    }

    public override void Join(Node right, ObjectKey rightLow)
    {
        var other = (Branch)right;
        Array.Copy(other.Children, 0, Children, Count, other.Count);
        Array.Copy(other.Lows, 0, Lows, Count, other.Count);
        Lows[Count] = rightLow;
        Count += other.Count;
        _size += other._size;
    }

    private void Recount()
    {
        _size = 0;
        for (var i = 0; i < Count; i++) _size += Children[i].Size;
    }
}
