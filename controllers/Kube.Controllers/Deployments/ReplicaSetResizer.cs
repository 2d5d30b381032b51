using k8s.Models;
using Kube.Machinery.Clients;
using Kube.Machinery.Events;

namespace Kube.Controllers.Deployments;

/// <summary>Gives ReplicaSets of a Deployment their sizes.</summary>
internal sealed class ReplicaSetResizer(ApiClient client, EventRecorder events)
{
    private readonly ResourceClient<V1ReplicaSet> _sets = new(client);

    /// <summary>Resizes a ReplicaSet and records the Deployment's sizes on it; says whether its size changed.</summary>
    public async Task<bool> ResizeAsync(Rollout rollout, V1ReplicaSet set, int size, CancellationToken cancellationToken)
    {
        var deployment = rollout.Deployment;
        var before = set.Replicas();
        var (desired, max) = (deployment.Replicas(), deployment.Replicas() + rollout.Limits.MaxSurge);
        if (before == size && Revisions.HasSizes(set, desired, max))
            return false;

        var resized = set.DeepCopy();
        resized.Spec.Replicas = size;
        Revisions.AnnotateSizes(resized, desired, max);
        await _sets.UpdateAsync(resized, cancellationToken);
        if (before == size)
            return false;
        events.Record(deployment, EventTypes.Normal, "ScalingReplicaSet",
            $"Scaled {(size > before ? "up" : "down")} replica set {set.Metadata.Name} from {before} to {size}");
        return true;
    }

    /// <summary>Resizes several; says whether any size changed.</summary>
    public async Task<bool> ResizeAsync(
        Rollout rollout, IEnumerable<(V1ReplicaSet Set, int Size)> sizes, CancellationToken cancellationToken)
    {
        var changed = false;
        foreach (var (set, size) in sizes)
            changed |= await ResizeAsync(rollout, set, size, cancellationToken);
        return changed;
    }
}
