namespace Kube.Conformance.Durability;

/// <summary>Revisions never go back: a write that began when another was acknowledged has a larger one, over any number of crashes.</summary>
internal static class OrderCheck
{
    public static IEnumerable<string> Faults(IReadOnlyCollection<Operation> operations)
    {
        var acknowledged = operations.Where(write => write.Revision > 0).ToList();
        var steps = acknowledged.Select(write => (Step: write.Started, IsEnd: false, Write: write))
            .Concat(acknowledged.Select(write => (Step: write.Ended, IsEnd: true, Write: write)))
            .OrderBy(step => step.Step);
        var newest = 0L;
        foreach (var (_, isEnd, write) in steps)
        {
            if (isEnd) newest = Math.Max(newest, write.Revision);
            else if (write.Revision <= newest) yield return $"began when {newest} had been acknowledged: {write}";
        }
    }
}
