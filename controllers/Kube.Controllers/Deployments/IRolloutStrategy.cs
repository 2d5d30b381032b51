namespace Kube.Controllers.Deployments;

/// <summary>How the pods of an old template give way to those of a new one.</summary>
internal interface IRolloutStrategy
{
    /// <summary>Takes the next step, if one can be taken now, and returns the rollout as it is then known.</summary>
    Task<Rollout> AdvanceAsync(Rollout rollout, CancellationToken cancellationToken);
}
