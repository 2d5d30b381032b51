namespace Kube.ApiServer.Caching;

/// <summary>
/// An object's place in its resource. Ordered as the store's keys are, by <c>namespace/name</c> as one text, so that lists come in
/// upstream's order: "a-b/x" before "a/x", since '-' is less than '/'.
/// </summary>
/// <param name="Namespace">Empty for a cluster-scoped object.</param>
/// <param name="Name">Empty to stand before all objects of the namespace.</param>
internal readonly record struct ObjectKey(string Namespace, string Name) : IComparable<ObjectKey>
{
    /// <summary>Stands before all objects: no namespace begins with anything less than a slash.</summary>
    public static readonly ObjectKey First = new(string.Empty, string.Empty);

    /// <summary>Stands after all objects of a namespace.</summary>
    public static ObjectKey EndOf(string @namespace) => new(@namespace, "\uffff");

    public int CompareTo(ObjectKey other)
    {
        var (mine, theirs) = (Namespace, other.Namespace);
        if (ReferenceEquals(mine, theirs) || mine == theirs) return string.CompareOrdinal(Name, other.Name);
        var common = mine.AsSpan().CommonPrefixLength(theirs);
        return At(mine, common) - At(theirs, common);
    }

    private static char At(string @namespace, int index) => index < @namespace.Length ? @namespace[index] : '/';
}
