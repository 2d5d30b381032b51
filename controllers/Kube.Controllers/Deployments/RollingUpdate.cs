namespace Kube.Controllers.Deployments;

/// <summary>Grows the new ReplicaSet and shrinks the old ones in turns, within the limits of surge and unavailability.</summary>
internal sealed class RollingUpdate(NewReplicaSets newSets, ReplicaSetResizer resizer) : IRolloutStrategy
{
    public async Task<Rollout> AdvanceAsync(Rollout rollout, CancellationToken cancellationToken)
    {
        rollout = await newSets.SyncAsync(rollout, create: true, cancellationToken);
        var current = rollout.NewSet!;
        var size = current.Replicas() >= rollout.Deployment.Replicas()
            ? rollout.Deployment.Replicas()
            : RolloutArithmetic.NewSize(rollout.Deployment, rollout.AllSets, current.Replicas(), rollout.Limits);
        if (!await resizer.ResizeAsync(rollout, current, size, cancellationToken))
            await resizer.ResizeAsync(rollout, RolloutArithmetic.ShrinkOld(rollout), cancellationToken);
        return rollout;
    }
}
