namespace Kube.ApiServer.Caching.Trees;

/// <summary>
/// A part of a tree. It may be changed only by the editor that made it, as long as that edits; then it is shared and immutable.
/// </summary>
internal abstract class Node(object owner)
{
    /// <summary>Most objects in a leaf, most children of a branch.</summary>
    public const int Capacity = 32;

    /// <summary>A node with fewer is joined with a neighbour, if both then fill at most <see cref="Joined"/>.</summary>
    public const int Sparse = Capacity / 4;

    public const int Joined = Capacity * 3 / 4;

    /// <summary>The token of the editor that made it, which holds on to nothing.</summary>
    public object Owner { get; } = owner;

    /// <summary>How many objects or children it has itself.</summary>
    public int Count { get; set; }

    /// <summary>How many objects there are in it and below.</summary>
    public abstract int Size { get; }

    public bool IsFull => Count == Capacity;

    /// <summary>This node, or a copy its editor may change.</summary>
    public abstract Node OwnedBy(object owner);

    /// <summary>Moves the objects or children from a position on into a new right neighbour.</summary>
    public abstract Node SplitAt(int index);

    /// <summary>Takes over everything of the right neighbour.</summary>
    public abstract void Join(Node right, ObjectKey rightLow);

    protected static void Insert<T>(T[] array, int count, int index, T item)
    {
        Array.Copy(array, index, array, index + 1, count - index);
        array[index] = item;
    }

    protected static void RemoveAt<T>(T[] array, int count, int index)
    {
        Array.Copy(array, index + 1, array, index, count - index - 1);
        array[count - 1] = default!;
    }
}
