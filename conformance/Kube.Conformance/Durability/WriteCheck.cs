namespace Kube.Conformance.Durability;

/// <summary>
/// Each change is one write, over the state that write was for. Each acknowledged write is a change, with the revision its client was told;
/// one without an answer is a change or none; a refused one is none.
/// </summary>
internal static class WriteCheck
{
    public static IEnumerable<string> Faults(IReadOnlyCollection<Operation> operations, Replay replay) =>
        Writes([.. operations.Where(write => !write.IsDeletion)], replay).Concat(Deletions(operations.Where(write => write.IsDeletion), replay));

    private static IEnumerable<string> Writes(IReadOnlyList<Operation> writes, Replay replay)
    {
        var changes = replay.Changes.Where(change => !change.IsDeletion).ToLookup(change => change.Tag);
        var tags = writes.Select(write => write.Tag).ToHashSet(StringComparer.Ordinal);
        foreach (var change in changes.Where(same => !tags.Contains(same.Key)).SelectMany(same => same)) yield return $"nobody wrote {change}";
        foreach (var write in writes)
        {
            var effects = changes[write.Tag].ToList();
            if (effects.Count > 1) yield return $"done {effects.Count} times: {write}";
            if (effects.Count == 0 && write.End == OperationEnd.Acknowledged) yield return $"lost: {write}";
            foreach (var effect in effects)
            {
                if (write.End == OperationEnd.Refused) yield return $"done all the same, at {effect.Revision}: {write}";
                if (write.End == OperationEnd.Acknowledged && effect.Revision != write.Revision) yield return $"done at {effect.Revision}: {write}";
                if (effect.Name != write.Name || replay.Before(effect) != write.Expected) yield return $"done over {replay.Before(effect)} of {effect.Name}: {write}";
            }
        }
    }

    /// <summary>A deletion leaves no tag: it is known by the state it was for.</summary>
    private static IEnumerable<string> Deletions(IEnumerable<Operation> deletions, Replay replay)
    {
        var wished = deletions.ToLookup(write => (write.Name, write.Expected));
        var done = replay.Changes.Where(change => change.IsDeletion).Select(change => (change.Name, replay.Before(change))).ToHashSet();
        foreach (var what in done.Where(what => wished[what].All(write => write.End == OperationEnd.Refused))) yield return $"nobody deleted {what}";
        foreach (var same in wished)
        {
            var acknowledged = same.Where(write => write.End == OperationEnd.Acknowledged).ToList();
            if (acknowledged.Count > 0 && !done.Contains(same.Key)) yield return $"lost: {acknowledged[0]}";
            if (acknowledged.Count > 1) yield return $"acknowledged {acknowledged.Count} times: {acknowledged[0]}";
        }
    }
}
