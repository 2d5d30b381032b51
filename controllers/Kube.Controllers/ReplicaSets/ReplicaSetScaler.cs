using k8s.Models;
using Kube.Controllers.Ownership;
using Kube.Controllers.Pods;
using Kube.Machinery;
using Kube.Machinery.Clients;

namespace Kube.Controllers.ReplicaSets;

/// <summary>Creates the pods a ReplicaSet lacks, or deletes those it has too many of, at most 500 at a time.</summary>
internal sealed class ReplicaSetScaler(PodControl<V1ReplicaSet> pods, Expectations expectations, TimeProvider time)
{
    private const int Burst = 500;

    /// <param name="set">The wish.</param>
    /// <param name="active">Its pods that count.</param>
    /// <param name="related">The pods of all ReplicaSets of the same application.</param>
    /// <param name="cancellationToken">Stops the work between pods.</param>
    public async Task<ScalingFailure?> ScaleAsync(
        V1ReplicaSet set, IReadOnlyCollection<V1Pod> active, IEnumerable<V1Pod> related, CancellationToken cancellationToken)
    {
        var missing = (set.Spec.Replicas ?? 1) - active.Count;
        if (missing > 0)
            return await CreateAsync(set, Math.Min(missing, Burst), cancellationToken);
        if (missing < 0)
            return await DeleteAsync(set, ToDelete(active, related, Math.Min(-missing, Burst)), cancellationToken);
        return null;
    }

    private async Task<ScalingFailure?> CreateAsync(V1ReplicaSet set, int count, CancellationToken cancellationToken)
    {
        var key = ObjectKey.Of(set);
        expectations.ExpectCreations(key, count);
        var (created, failure) = await SlowStart.RunAsync(count, _ => pods.CreateAsync(set, set.Spec.Template, cancellationToken));
        if (created < count)
            expectations.SeeCreation(key, count - created);
        // In a namespace that is going away nothing can be created and nothing is missing.
        return failure is null or ApiException { IsNamespaceTerminating: true } ? null : new ScalingFailure(ScalingFailure.Creating, failure);
    }

    private async Task<ScalingFailure?> DeleteAsync(V1ReplicaSet set, IReadOnlyList<V1Pod> victims, CancellationToken cancellationToken)
    {
        var key = ObjectKey.Of(set);
        expectations.ExpectDeletions(key, victims.Select(pod => pod.Metadata.Uid));
        var failures = await Task.WhenAll(victims.Select(async pod =>
        {
            try
            {
                if (!await pods.DeleteAsync(set, pod, cancellationToken))
                    expectations.SeeDeletion(key, pod.Metadata.Uid);
                return null;
            }
            catch (Exception failure)
            {
                expectations.SeeDeletion(key, pod.Metadata.Uid);
                return failure;
            }
        }));
        return failures.FirstOrDefault(failure => failure is not null) is { } first ? new ScalingFailure(ScalingFailure.Deleting, first) : null;
    }

    private List<V1Pod> ToDelete(IReadOnlyCollection<V1Pod> active, IEnumerable<V1Pod> related, int count)
    {
        if (count >= active.Count)
            return [.. active];
        var crowds = related.Where(pod => pod.IsActive()).CountBy(pod => pod.Spec.NodeName ?? "").ToDictionary();
        var order = new PodDeletionOrder(pod => crowds.GetValueOrDefault(pod.Spec.NodeName ?? ""), time.GetUtcNow());
        return [.. active.Order(order).Take(count)];
    }
}
