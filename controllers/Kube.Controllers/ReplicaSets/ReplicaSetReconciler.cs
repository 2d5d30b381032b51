using System.Runtime.ExceptionServices;
using k8s.Models;
using Kube.Controllers.Ownership;
using Kube.Controllers.Pods;
using Kube.Machinery;
using Kube.Machinery.Clients;
using Kube.Machinery.Informers;
using Kube.Machinery.Reconcilers;
using Kube.Machinery.Selectors;

namespace Kube.Controllers.ReplicaSets;

/// <summary>Keeps as many pods of its template alive as a ReplicaSet wishes, and its status true.</summary>
internal sealed class ReplicaSetReconciler(
    ApiClient client, ObjectCache<V1ReplicaSet> sets, ObjectCache<V1Pod> pods, ReplicaSetScaler scaler, Expectations expectations,
    TimeProvider time) : IReconciler
{
    private readonly ResourceClient<V1ReplicaSet> _client = new(client);
    private readonly ClaimManager<V1ReplicaSet, V1Pod> _claims = new(client);

    public async Task<ReconcileResult> ReconcileAsync(ObjectKey key, CancellationToken cancellationToken)
    {
        if (sets.Get(key) is not { } set)
        {
            expectations.Forget(key);
            return ReconcileResult.Done;
        }

        var mayScale = expectations.AreMet(key) && set.Metadata.DeletionTimestamp is null;
        var claimed = await ClaimPodsAsync(set, cancellationToken);
        var active = claimed.Where(pod => pod.IsActive()).ToList();
        var failure = mayScale ? await scaler.ScaleAsync(set, active, RelatedPods(set), cancellationToken) : null;

        var terminating = claimed.Where(pod => pod.IsTerminating() && !pod.IsTerminal());
        var status = ReplicaSetStatus.Compute(set, active, terminating, failure, time.GetUtcNow());
        if (!ReplicaSetStatus.Same(set.Status, status))
            await WriteStatusAsync(set, status, cancellationToken);
        if (failure is not null)
            ExceptionDispatchInfo.Throw(failure.Cause);

        return NextAvailableIn(set, active) is { } wait ? ReconcileResult.RequeueAfter(wait) : ReconcileResult.Done;
    }

    /// <summary>When the next ready pod will have been so for long enough: nothing tells but the clock.</summary>
    private TimeSpan? NextAvailableIn(V1ReplicaSet set, IEnumerable<V1Pod> active)
    {
        var minReady = set.Spec.MinReadySeconds ?? 0;
        var now = time.GetUtcNow();
        return active.Where(pod => !pod.IsAvailable(minReady, now))
            .Select(pod => pod.ReadySince()?.AddSeconds(minReady) - now.UtcDateTime)
            .Min();
    }

    private Task<List<V1Pod>> ClaimPodsAsync(V1ReplicaSet set, CancellationToken cancellationToken)
        => _claims.ClaimAsync(
            set, set.Spec.Selector.ToSelector(),
            [.. pods.ControlledBy(set.Metadata.Uid), .. pods.Orphans(set.Metadata.NamespaceProperty).Where(pod => pod.IsActive())],
            cancellationToken);

    /// <summary>The pods of all ReplicaSets of the same controller, which is to say of one Deployment.</summary>
    private IEnumerable<V1Pod> RelatedPods(V1ReplicaSet set)
    {
        var controller = ControllerReferences.ControllerOf(set)?.Uid;
        return controller is null
            ? pods.ControlledBy(set.Metadata.Uid)
            : sets.List(set.Metadata.NamespaceProperty)
                .Where(other => ControllerReferences.ControllerOf(other)?.Uid == controller)
                .SelectMany(other => pods.ControlledBy(other.Metadata.Uid));
    }

    private async Task WriteStatusAsync(V1ReplicaSet set, V1ReplicaSetStatus status, CancellationToken cancellationToken)
    {
        var current = set.DeepCopy();
        current.Status = status;
        await _client.UpdateStatusAsync(current, cancellationToken);
    }
}
