using Kube.ApiServer.Patching.FieldOwnership.Sets;
using Kube.ApiServer.Patching.FieldOwnership.Values;

namespace Kube.ApiServer.Patching.FieldOwnership.Managers;

/// <summary>What a write does to the other managers: structured-merge-diff's <c>Updater.update</c>.</summary>
internal sealed class Transfer(VersionedObject before, VersionedObject after, Comparison changes, FieldFilter? filter, VersionConversion? convert)
{
    private readonly Dictionary<string, Comparison?> _versions = new(StringComparer.Ordinal) { [after.ApiVersion] = changes };

    /// <summary>
    /// Takes from all managers but <paramref name="writer"/> what was written and what is gone. Entries of versions that are
    /// not served are dropped.
    /// </summary>
    /// <exception cref="ApplyConflictException">Something was written that is not the writer's, and it is not forced.</exception>
    public void From(ManagedEntries entries, ManagerId? writer, bool force)
    {
        var conflicts = new List<Conflict>();
        var rest = new List<ManagedEntry>();
        foreach (var entry in entries.Snapshot())
        {
            if (entry.Id == writer) continue;
            if (In(entry.ApiVersion) is not { } compared)
            {
                entries.Remove(entry.Id);
                continue;
            }
            var taken = entry.Fields.Intersect(compared.Written);
            if (!force) conflicts.AddRange(taken.Members().Select(path => new Conflict(entry.Id, path)));
            rest.Add(entry.With(entry.Fields.Without(taken).Without(compared.Removed)));
        }
        if (conflicts.Count > 0) throw new ApplyConflictException([.. conflicts.OrderBy(conflict => conflict.Manager)]);
        foreach (var entry in rest) entries.Put(entry);
    }

    private Comparison? In(string apiVersion)
    {
        if (_versions.TryGetValue(apiVersion, out var known)) return known;
        Comparison? compared = null;
        if (convert?.Invoke(before, apiVersion) is { } old && convert(after, apiVersion) is { } written)
        {
            compared = Comparer.Compare(old.Object, written.Object, written.Type).Through(filter);
        }
        return _versions[apiVersion] = compared;
    }
}
