using Kube.ApiServer.Patching.FieldOwnership.Sets;

namespace Kube.ApiServer.Patching.FieldOwnership.Managers;

/// <summary>
/// Keeps managedFields from growing with every name a writer gives itself: of more than ten managers that update, the
/// oldest of a version are merged into one.
/// </summary>
internal static class ManagerCap
{
    private const int MaxUpdaters = 10;
    private const string Merged = "ancient-changes";

    public static void Apply(ManagedEntries entries)
    {
        var updaters = entries.Snapshot().Where(entry => !entry.Applied).ToList();
        if (updaters.Count <= MaxUpdaters) return;
        updaters.Sort((a, b) => string.CompareOrdinal(a.Time, b.Time) is var order and not 0 ? order : a.Id.CompareTo(b.Id));

        var left = updaters.Count;
        var oldest = new Dictionary<string, ManagedEntry>(StringComparer.Ordinal);
        foreach (var entry in updaters)
        {
            if (left <= MaxUpdaters) return;
            if (oldest.TryAdd(entry.ApiVersion, entry)) continue;
            var bucket = ManagerId.Of(Merged, ManagerId.Update, entry.ApiVersion, "");
            if (entries.Find(bucket) is not { } there)
            {
                there = oldest[entry.ApiVersion];
                entries.Remove(there.Id);
            }
            entries.Remove(entry.Id);
            // Of the two this one is the younger.
            entries.Put(new ManagedEntry(bucket, entry.ApiVersion, entry.Time, entry.Fields.Union(there.Fields)));
            left--;
        }
    }
}
