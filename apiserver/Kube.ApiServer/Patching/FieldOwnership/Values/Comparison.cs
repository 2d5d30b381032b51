using Kube.ApiServer.Patching.FieldOwnership.Sets;

namespace Kube.ApiServer.Patching.FieldOwnership.Values;

/// <summary>How one object differs from another; no field is in two of the sets.</summary>
internal sealed record Comparison(FieldSet Added, FieldSet Modified, FieldSet Removed)
{
    public bool IsSame => Added.IsEmpty && Modified.IsEmpty && Removed.IsEmpty;

    /// <summary>What the writer set.</summary>
    public FieldSet Written => Modified.Union(Added);

    public Comparison Through(FieldFilter? filter) =>
        filter is null ? this : new Comparison(filter.Of(Added), filter.Of(Modified), filter.Of(Removed));
}
