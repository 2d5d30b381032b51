namespace Kube.Controllers.Scheduling.Preemption;

/// <summary>What came of trying to make room for a pod.</summary>
internal abstract record PreemptionResult
{
    /// <summary>The victims make room on the node once they are gone.</summary>
    public sealed record MakesRoom(Candidate Candidate) : PreemptionResult;

    /// <summary>No eviction would help; an earlier nomination is void.</summary>
    public sealed record Useless(string Message) : PreemptionResult;

    /// <summary>The pod may not evict, or waits for what it evicted already; an earlier nomination stands.</summary>
    public sealed record NotEligible(string Message) : PreemptionResult;
}
