using k8s.Models;

namespace Kube.Controllers.Deployments;

/// <summary>Follows a change of a Deployment's size without rolling anything out: when it is paused, or was just resized.</summary>
internal sealed class SizeChange(NewReplicaSets newSets, ReplicaSetResizer resizer) : IRolloutStrategy
{
    /// <summary>Whether the Deployment has another size than when its ReplicaSets were sized.</summary>
    public static bool IsDue(Rollout rollout)
        => rollout.AllSets.Active().Any(set => Revisions.Size(set, DeploymentAnnotations.DesiredReplicas) is { } size
            && size != rollout.Deployment.Replicas());

    public async Task<Rollout> AdvanceAsync(Rollout rollout, CancellationToken cancellationToken)
    {
        rollout = await newSets.SyncAsync(rollout, create: false, cancellationToken);
        await resizer.ResizeAsync(rollout, Sizes(rollout), cancellationToken);
        return rollout;
    }

    private static IEnumerable<(V1ReplicaSet Set, int Size)> Sizes(Rollout rollout)
    {
        var deployment = rollout.Deployment;
        var active = rollout.AllSets.Active().ToList();
        if (active.Count <= 1)
        {
            var only = active.Count == 1 ? active[0] : rollout.NewSet ?? rollout.OldSets.OldestFirst().LastOrDefault();
            return only is null ? [] : [(only, deployment.Replicas())];
        }
        if (IsSaturated(rollout))
            return rollout.OldSets.Active().Select(set => (set, 0));
        return deployment.IsRollingUpdate() ? ProportionalScaling.Sizes(deployment, active, rollout.Limits.MaxSurge) : [];
    }

    /// <summary>Whether the new ReplicaSet has all the pods, and all of them are available.</summary>
    private static bool IsSaturated(Rollout rollout)
        => rollout.NewSet is { } set
            && set.Replicas() == rollout.Deployment.Replicas()
            && Revisions.Size(set, DeploymentAnnotations.DesiredReplicas) == rollout.Deployment.Replicas()
            && set.Available() == rollout.Deployment.Replicas();
}
