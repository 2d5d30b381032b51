namespace Kube.Conformance.Durability;

/// <summary>One event of a watch.</summary>
/// <param name="Type">ADDED, MODIFIED or DELETED.</param>
/// <param name="Tag">What the object holds; before a deletion, held.</param>
internal sealed record Change(long Revision, string Type, string Name, string Tag)
{
    public bool IsDeletion => Type == "DELETED";
}
