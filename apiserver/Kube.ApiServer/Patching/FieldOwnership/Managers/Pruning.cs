using Kube.ApiServer.Patching.FieldOwnership.Sets;
using Kube.ApiServer.Patching.FieldOwnership.Values;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Patching.FieldOwnership.Managers;

/// <summary>
/// Removes what a manager applied before and does not now, unless someone else owns it: structured-merge-diff's
/// <c>Updater.prune</c>.
/// </summary>
internal sealed class Pruning(ManagedEntries entries, VersionConversion? convert)
{
    /// <param name="last">What the manager applied before; null when it never did.</param>
    public VersionedObject Of(VersionedObject merged, ManagedEntry? last)
    {
        if (last is null || last.Fields.IsEmpty || To(merged, last.ApiVersion) is not { } before) return merged;
        var applied = NamedFields.Included(last.Fields, before.Type);
        var pruned = Without(before, applied);
        pruned = WithOwned(before, pruned);
        if (To(pruned, last.ApiVersion) is { } after)
        {
            // What fell with its parent but was never applied by this manager comes back.
            pruned = Without(before, AllOf(before).Without(AllOf(after)).Intersect(applied));
        }
        return To(pruned, merged.ApiVersion) ?? merged;
    }

    /// <summary>Brings back what any manager owns in its version, the one pruned in first.</summary>
    private VersionedObject WithOwned(VersionedObject merged, VersionedObject pruned)
    {
        var owned = entries.Snapshot().GroupBy(entry => entry.ApiVersion).OrderByDescending(version => version.Key == pruned.ApiVersion);
        foreach (var version in owned)
        {
            if (To(merged, version.Key) is not { } whole || To(pruned, version.Key) is not { } part) continue;
            var fields = version.Aggregate(FieldSet.Empty, (all, entry) => all.Union(entry.Fields));
            pruned = Without(whole, AllOf(whole).Without(AllOf(part).Union(NamedFields.Included(fields, whole.Type))));
        }
        return pruned;
    }

    private VersionedObject? To(VersionedObject value, string apiVersion) =>
        value.ApiVersion == apiVersion ? value : convert?.Invoke(value, apiVersion);

    private static FieldSet AllOf(VersionedObject value) => NamedFields.Included(FieldsOf.Object(value.Object, value.Type), value.Type);

    private static VersionedObject Without(VersionedObject value, FieldSet fields) =>
        value with { Object = Remover.Remove(value.Object, fields, value.Type) as JsonMap ?? [] };
}
