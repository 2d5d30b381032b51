namespace Kube.ApiServer.Patching.FieldOwnership.Sets;

/// <summary>Sets made of two others, in one pass over both. A result that equals the first operand is that operand.</summary>
internal static class FieldSetAlgebra
{
    private delegate FieldSet.Node? Both(FieldSet.Node a, FieldSet.Node b);

    /// <summary>What is in either.</summary>
    public static FieldSet Union(this FieldSet a, FieldSet b)
    {
        if (b.IsEmpty || ReferenceEquals(a, b)) return a;
        if (a.IsEmpty) return b;
        return Zip(a, b, onlyA: true, onlyB: true, static (x, y) => new FieldSet.Node(
            x.Element, x.Member || y.Member, x.Below is null || y.Below is null ? x.Below ?? y.Below : x.Below.Union(y.Below)));
    }

    /// <summary>What is in both.</summary>
    public static FieldSet Intersect(this FieldSet a, FieldSet b)
    {
        if (a.IsEmpty || b.IsEmpty) return FieldSet.Empty;
        return Zip(a, b, onlyA: false, onlyB: false, static (x, y) => new FieldSet.Node(
            x.Element, x.Member && y.Member, x.Below is null || y.Below is null ? null : x.Below.Intersect(y.Below)));
    }

    /// <summary>What is in the first and not in the second; a field in the second leaves the fields below it alone.</summary>
    public static FieldSet Without(this FieldSet a, FieldSet b)
    {
        if (a.IsEmpty || b.IsEmpty) return a;
        return Zip(a, b, onlyA: true, onlyB: false, static (x, y) => new FieldSet.Node(
            x.Element, x.Member && !y.Member, x.Below is null || y.Below is null ? x.Below : x.Below.Without(y.Below)));
    }

    /// <summary>What is in the first and neither in the second nor below a field of the second.</summary>
    public static FieldSet WithoutTrees(this FieldSet a, FieldSet b)
    {
        if (a.IsEmpty || b.IsEmpty) return a;
        return Zip(a, b, onlyA: true, onlyB: false, static (x, y) => y.Member ? null : new FieldSet.Node(
            x.Element, x.Member, x.Below is null || y.Below is null ? x.Below : x.Below.WithoutTrees(y.Below)));
    }

    private static FieldSet Zip(FieldSet a, FieldSet b, bool onlyA, bool onlyB, Both both)
    {
        var result = new FieldSet();
        var same = true;
        int i = 0, j = 0;
        while (i < a.Nodes.Length && j < b.Nodes.Length)
        {
            var (x, y) = (a.Nodes[i], b.Nodes[j]);
            var order = x.Element.CompareTo(y.Element);
            if (order == 0)
            {
                var node = both(x, y);
                same &= node is { } kept && kept.Member == x.Member && ReferenceEquals(kept.Below, x.Below);
                Keep(result, node);
                i++;
                j++;
            }
            else if (order < 0)
            {
                same &= onlyA;
                if (onlyA) Keep(result, x);
                i++;
            }
            else
            {
                same &= !onlyB;
                if (onlyB) Keep(result, y);
                j++;
            }
        }
        same &= (onlyA || i == a.Nodes.Length) && (!onlyB || j == b.Nodes.Length);
        for (; onlyA && i < a.Nodes.Length; i++) Keep(result, a.Nodes[i]);
        for (; onlyB && j < b.Nodes.Length; j++) Keep(result, b.Nodes[j]);
        return same ? a : result;
    }

    private static void Keep(FieldSet set, FieldSet.Node? node)
    {
        if (node is { } kept) set.Add(kept.Element, kept.Member, kept.Below);
    }
}
