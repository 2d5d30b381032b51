using k8s.Models;
using Kube.Controllers.Pods;
using Kube.Machinery.Informers;

namespace Kube.Controllers.Deployments;

/// <summary>Ends all old pods, and only when the last has gone starts new ones.</summary>
internal sealed class Recreate(NewReplicaSets newSets, ReplicaSetResizer resizer, ObjectCache<V1Pod> pods) : IRolloutStrategy
{
    public async Task<Rollout> AdvanceAsync(Rollout rollout, CancellationToken cancellationToken)
    {
        rollout = await newSets.SyncAsync(rollout, create: false, cancellationToken);
        var toEmpty = rollout.OldSets.Active().Select(set => (set, 0)).ToList();
        if (await resizer.ResizeAsync(rollout, toEmpty, cancellationToken) || OldPodsRun(rollout))
            return rollout;

        rollout = await newSets.SyncAsync(rollout, create: true, cancellationToken);
        await resizer.ResizeAsync(rollout, rollout.NewSet!, rollout.Deployment.Replicas(), cancellationToken);
        return rollout;
    }

    private bool OldPodsRun(Rollout rollout)
        => rollout.OldSets.Any(set => (set.Status?.Replicas ?? 0) > 0
            || pods.ControlledBy(set.Metadata.Uid).Any(pod => !pod.IsTerminal()));
}
