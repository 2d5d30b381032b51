namespace Kube.Controllers.Scheduling.Preemption;

/// <summary>
/// The candidate whose victims will be missed least: fewest protected by budgets, then lowest top priority, lowest sum of
/// priorities, fewest victims, and top victims that started last.
/// </summary>
internal static class CandidateChoice
{
    public static Candidate Best(IEnumerable<Candidate> candidates) => candidates
        .OrderBy(candidate => candidate.Violations)
        .ThenBy(candidate => candidate.Victims[0].Priority)
        .ThenBy(SumOfPriorities)
        .ThenBy(candidate => candidate.Victims.Count)
        .ThenByDescending(EarliestStartOfTop)
        .First();

    /// <summary>Shifted to be positive, so that more victims of negative priority do not look like fewer.</summary>
    private static long SumOfPriorities(Candidate candidate) => candidate.Victims.Sum(victim => victim.Priority + (long)int.MaxValue + 1);

    private static DateTime EarliestStartOfTop(Candidate candidate)
        => candidate.Victims.Where(victim => victim.Priority == candidate.Victims[0].Priority).Min(PodImportance.StartTime);
}
