using k8s.Models;
using Kube.Controllers.Ownership;
using Kube.Machinery;
using Kube.Machinery.Clients;
using Kube.Machinery.Events;
using Kube.Machinery.Informers;
using Kube.Machinery.Reconcilers;
using Kube.Machinery.Selectors;
using static Kube.Controllers.Deployments.DeploymentConditions;

namespace Kube.Controllers.Deployments;

/// <summary>Takes a Deployment one step nearer to its template and size, and reports how far it is.</summary>
internal sealed class DeploymentReconciler(
    ApiClient client, ObjectCache<V1Deployment> deployments, ObjectCache<V1ReplicaSet> sets, RolloutStrategies strategies,
    EventRecorder events, TimeProvider time) : IReconciler
{
    private readonly ResourceClient<V1Deployment> _client = new(client);
    private readonly ClaimManager<V1Deployment, V1ReplicaSet> _claims = new(client);
    private readonly RevisionCleanup _cleanup = new(client);

    public async Task<ReconcileResult> ReconcileAsync(ObjectKey key, CancellationToken cancellationToken)
    {
        if (deployments.Get(key) is not { } cached)
            return ReconcileResult.Done;
        var deployment = cached.DeepCopy();
        deployment.Status ??= new V1DeploymentStatus();
        var selector = deployment.Spec.Selector.ToSelector();
        if (selector.IsEmpty)
            return await RefuseAsync(deployment, cancellationToken);

        var owned = await _claims.ClaimAsync(deployment, selector, sets.List(key.Namespace), cancellationToken);
        var rollout = Rollout.Of(deployment, owned);
        if (deployment.Metadata.DeletionTimestamp is null)
        {
            ReportPause(deployment);
            rollout = await strategies.For(rollout).AdvanceAsync(rollout, cancellationToken);
        }
        return await FinishAsync(cached, rollout, cancellationToken);
    }

    private async Task<ReconcileResult> FinishAsync(V1Deployment cached, Rollout rollout, CancellationToken cancellationToken)
    {
        var deployment = rollout.Deployment;
        var now = time.GetUtcNow();
        var status = DeploymentStatuses.Compute(rollout, now);
        var rolling = deployment.Metadata.DeletionTimestamp is null && !deployment.IsPaused() && !SizeChange.IsDue(rollout);
        if (rolling)
            RolloutProgress.Report(rollout, status, now);
        if (deployment.IsPaused() || (rolling && deployment.IsComplete(deployment.Status)))
            await _cleanup.RunAsync(rollout, cancellationToken);

        deployment.Status = status;
        if (!cached.SameAs(deployment))
            await _client.UpdateStatusAsync(deployment, cancellationToken);
        return rolling && RolloutProgress.DeadlineIn(deployment, status, now) is { } left
            ? ReconcileResult.RequeueAfter(left)
            : ReconcileResult.Done;
    }

    /// <summary>A Deployment that selects every pod of its namespace is left alone.</summary>
    private async Task<ReconcileResult> RefuseAsync(V1Deployment deployment, CancellationToken cancellationToken)
    {
        events.Record(deployment, EventTypes.Warning, "SelectingAll",
            "This deployment is selecting all pods. A non-empty selector is required.");
        if (deployment.Status.ObservedGeneration < deployment.Metadata.Generation)
        {
            deployment.Status.ObservedGeneration = deployment.Metadata.Generation;
            await _client.UpdateStatusAsync(deployment, cancellationToken);
        }
        return ReconcileResult.Done;
    }

    /// <summary>A pause stops the clock of the progress deadline; resuming starts it anew.</summary>
    private void ReportPause(V1Deployment deployment)
    {
        var reason = deployment.Status.Condition(Progressing)?.Reason;
        if (!deployment.HasProgressDeadline() || reason == TimedOut)
            return;
        if (deployment.IsPaused() && reason != Paused)
            deployment.Status.Set(Progressing, "Unknown", Paused, "Deployment is paused", time.GetUtcNow());
        else if (!deployment.IsPaused() && reason == Paused)
            deployment.Status.Set(Progressing, "Unknown", Resumed, "Deployment is resumed", time.GetUtcNow());
    }
}
