namespace Kube.Conformance.Durability;

/// <summary>Reads show a state that was there, and none older than what was acknowledged before they began.</summary>
internal static class ReadCheck
{
    public static IEnumerable<string> Faults(History history, Replay replay)
    {
        var deletions = replay.Changes.Where(change => change.IsDeletion).ToLookup(change => change.Name);
        var acknowledged = history.Operations.Where(write => write.End == OperationEnd.Acknowledged)
            .Select(write => (write.Ended, write.Name, Revision: write.IsDeletion ? deletions[write.Name].FirstOrDefault(change => replay.Before(change) == write.Expected)?.Revision ?? 0 : write.Revision))
            .OrderBy(write => write.Ended)
            .ToList();
        var oldest = new Dictionary<string, long>(StringComparer.Ordinal);
        var next = 0;
        foreach (var reading in history.Readings.OrderBy(reading => reading.Started))
        {
            for (; next < acknowledged.Count && acknowledged[next].Ended < reading.Started; next++)
                oldest[acknowledged[next].Name] = Math.Max(acknowledged[next].Revision, oldest.GetValueOrDefault(acknowledged[next].Name));
            var floor = oldest.GetValueOrDefault(reading.Name);
            if (reading.Revision == 0)
            {
                if (floor > 0 && !deletions[reading.Name].Any(change => change.Revision >= floor)) yield return $"not shown what was acknowledged at {floor}: {reading}";
            }
            else if (replay.At(reading.Revision) is not { IsDeletion: false } change || change.Name != reading.Name || change.Tag != reading.Tag)
            {
                yield return $"shown what never was: {reading}";
            }
            else if (reading.Revision < floor)
            {
                yield return $"shown what {floor} had replaced: {reading}";
            }
        }
    }
}
