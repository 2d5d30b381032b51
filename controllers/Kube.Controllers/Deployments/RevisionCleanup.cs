using k8s.Models;
using Kube.Machinery;
using Kube.Machinery.Clients;

namespace Kube.Controllers.Deployments;

/// <summary>Deletes the oldest empty ReplicaSets beyond the history a Deployment keeps for going back.</summary>
internal sealed class RevisionCleanup(ApiClient client)
{
    private readonly ResourceClient<V1ReplicaSet> _sets = new(client);

    public async Task RunAsync(Rollout rollout, CancellationToken cancellationToken)
    {
        foreach (var set in Superfluous(rollout))
        {
            try
            {
                await _sets.DeleteAsync(ObjectKey.Of(set), null, cancellationToken);
            }
            catch (ApiException failure) when (failure.IsNotFound)
            {
            }
        }
    }

    internal static IReadOnlyList<V1ReplicaSet> Superfluous(Rollout rollout)
    {
        if (rollout.Deployment.Spec.RevisionHistoryLimit is not (>= 0 and < int.MaxValue and var limit))
            return [];
        var alive = rollout.OldSets.Where(set => set.Metadata.DeletionTimestamp is null).ToList();
        return
        [
            .. alive.OrderBy(Revisions.Of).ThenBy(set => set.Metadata.CreationTimestamp)
                .Take(Math.Max(0, alive.Count - limit))
                .Where(set => set.Replicas() == 0
                    && (set.Status?.Replicas ?? 0) == 0
                    && set.Status?.ObservedGeneration >= set.Metadata.Generation),
        ];
    }
}
