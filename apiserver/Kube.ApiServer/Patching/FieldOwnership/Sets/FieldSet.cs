namespace Kube.ApiServer.Patching.FieldOwnership.Sets;

/// <summary>
/// A set of fields as a trie of path elements: structured-merge-diff's <c>fieldpath.Set</c>. A field's being in the set
/// says nothing about the fields below it. Changed only by who builds it; sets made of others share their parts.
/// </summary>
internal sealed class FieldSet
{
    public static readonly FieldSet Empty = new();

    private Node[] _nodes = [];
    private int _count;

    /// <summary>Sorted by element; each is a member itself, has members below it, or both.</summary>
    public ReadOnlySpan<Node> Nodes => _nodes.AsSpan(0, _count);

    public bool IsEmpty => _count == 0;

    /// <summary>Paths of field names, as in "metadata.name".</summary>
    public static FieldSet Of(params ReadOnlySpan<string> paths)
    {
        var set = new FieldSet();
        foreach (var path in paths)
        {
            var at = set;
            var names = path.Split('.');
            foreach (var name in names.AsSpan(0, names.Length - 1)) at = at.Descend(PathElement.Field(name));
            at.Add(PathElement.Field(names[^1]), member: true, below: null);
        }
        return set;
    }

    /// <summary>
    /// Adds an element and what is below it; nothing when it is neither a member nor has members below. Elements that
    /// come in their order are appended, others moved into place.
    /// </summary>
    public void Add(PathElement element, bool member, FieldSet? below)
    {
        if (below is { _count: 0 }) below = null;
        if (!member && below is null) return;
        var at = Find(element);
        if (at < 0)
        {
            Insert(~at, new Node(element, member, below));
            return;
        }
        var there = _nodes[at];
        var both = there.Below is null || below is null ? there.Below ?? below : there.Below.Union(below);
        _nodes[at] = new Node(element, there.Member || member, both);
    }

    public bool Has(PathElement element) => Find(element) is var at and >= 0 && _nodes[at].Member;

    /// <summary>The members below an element, as a set of their own.</summary>
    public FieldSet Below(PathElement element) => Find(element) is var at and >= 0 ? _nodes[at].Below ?? Empty : Empty;

    public bool Has(ReadOnlySpan<PathElement> path)
    {
        var at = this;
        foreach (var element in path[..^1]) at = at.Below(element);
        return at.Has(path[^1]);
    }

    public bool SetEquals(FieldSet other)
    {
        if (ReferenceEquals(this, other)) return true;
        if (_count != other._count) return false;
        for (var i = 0; i < _count; i++)
        {
            ref var a = ref _nodes[i];
            ref var b = ref other._nodes[i];
            if (a.Member != b.Member || !a.Element.Equals(b.Element) || !(a.Below ?? Empty).SetEquals(b.Below ?? Empty)) return false;
        }
        return true;
    }

    /// <summary>The paths of all members; those of one level before those below it.</summary>
    public IEnumerable<PathElement[]> Members() => Members([]);

    public override string ToString() => FieldsV1.Encode(this).ToString();

    private IEnumerable<PathElement[]> Members(PathElement[] prefix)
    {
        for (var i = 0; i < _count; i++)
        {
            if (_nodes[i].Member) yield return [.. prefix, _nodes[i].Element];
        }
        for (var i = 0; i < _count; i++)
        {
            if (_nodes[i].Below is not { } below) continue;
            foreach (var path in below.Members([.. prefix, _nodes[i].Element])) yield return path;
        }
    }

    private FieldSet Descend(PathElement element)
    {
        var at = Find(element);
        if (at < 0) Insert(at = ~at, new Node(element, false, new FieldSet()));
        else if (_nodes[at].Below is null) _nodes[at] = new Node(element, _nodes[at].Member, new FieldSet());
        return _nodes[at].Below!;
    }

    private void Insert(int at, Node node)
    {
        if (_count == _nodes.Length) Array.Resize(ref _nodes, Math.Max(4, _count * 2));
        Array.Copy(_nodes, at, _nodes, at + 1, _count - at);
        _nodes[at] = node;
        _count++;
    }

    private int Find(PathElement element)
    {
        int low = 0, high = _count - 1;
        while (low <= high)
        {
            // The last first: who builds in order asks for nothing else.
            var middle = low == 0 && high == _count - 1 ? high : (low + high) / 2;
            var order = _nodes[middle].Element.CompareTo(element);
            if (order == 0) return middle;
            if (order < 0) low = middle + 1;
            else high = middle - 1;
        }
        return ~low;
    }

    internal readonly record struct Node(PathElement Element, bool Member, FieldSet? Below);
}
