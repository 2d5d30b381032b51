using System.Globalization;
using k8s.Models;
using Kube.Controllers.Ownership;
using Kube.Machinery;
using Kube.Machinery.Clients;
using Kube.Machinery.Events;
using static Kube.Controllers.Deployments.DeploymentConditions;

namespace Kube.Controllers.Deployments;

/// <summary>Finds, makes and keeps up to date the ReplicaSet of a Deployment's current template (upstream's sync.go).</summary>
internal sealed class NewReplicaSets(ApiClient client, EventRecorder events, TimeProvider time)
{
    private readonly ResourceClient<V1ReplicaSet> _sets = new(client);
    private readonly ResourceClient<V1Deployment> _deployments = new(client);

    /// <summary>
    /// The rollout with its new ReplicaSet, which is made if it is missing and wanted. The Deployment at hand gets the
    /// revision and the condition that follow; they are written with its status.
    /// </summary>
    public async Task<Rollout> SyncAsync(Rollout rollout, bool create, CancellationToken cancellationToken)
    {
        var revision = Revisions.Max(rollout.OldSets) + 1;
        if (rollout.NewSet is { } found)
            rollout = rollout.WithNewSet(await RefreshAsync(rollout, found, revision, cancellationToken));
        else if (create)
            rollout = rollout.WithNewSet(await CreateAsync(rollout, revision, cancellationToken));
        if (rollout.NewSet is { } set)
            TakeRevision(rollout.Deployment, set);
        return rollout;
    }

    private static void TakeRevision(V1Deployment deployment, V1ReplicaSet set)
    {
        deployment.Metadata.Annotations ??= new Dictionary<string, string>();
        deployment.Metadata.Annotations[DeploymentAnnotations.Revision] = Revisions.Of(set).ToString(CultureInfo.InvariantCulture);
    }

    private async Task<V1ReplicaSet> RefreshAsync(Rollout rollout, V1ReplicaSet found, long revision, CancellationToken cancellationToken)
    {
        var deployment = rollout.Deployment;
        if (deployment.HasProgressDeadline() && deployment.Status.Condition(Progressing) is null)
            Report(deployment, "True", FoundNewReplicaSet, $"Found new replica set \"{found.Metadata.Name}\"");

        var set = found.DeepCopy();
        var changed = Revisions.Annotate(set, deployment, revision);
        if ((set.Spec.MinReadySeconds ?? 0) != (deployment.Spec.MinReadySeconds ?? 0))
        {
            set.Spec.MinReadySeconds = deployment.Spec.MinReadySeconds;
            changed = true;
        }
        return changed ? await _sets.UpdateAsync(set, cancellationToken) : found;
    }

    private async Task<V1ReplicaSet> CreateAsync(Rollout rollout, long revision, CancellationToken cancellationToken)
    {
        var deployment = rollout.Deployment;
        var wanted = Make(rollout, revision);
        try
        {
            var created = await _sets.CreateAsync(wanted, cancellationToken);
            if (created.Replicas() > 0)
            {
                events.Record(deployment, EventTypes.Normal, "ScalingReplicaSet",
                    $"Scaled up replica set {created.Metadata.Name} from 0 to {created.Replicas()}");
            }
            Report(deployment, "True", NewReplicaSetCreated, $"Created new replica set \"{created.Metadata.Name}\"");
            return created;
        }
        catch (ApiException failure) when (failure.IsAlreadyExists)
        {
            return await TakeExistingAsync(deployment, wanted, failure, cancellationToken);
        }
        catch (ApiException failure) when (!failure.IsNamespaceTerminating)
        {
            var message = $"Failed to create new replica set \"{wanted.Metadata.Name}\": {failure.Message}";
            events.Record(deployment, EventTypes.Warning, ReplicaSetCreateError, message);
            if (deployment.HasProgressDeadline())
            {
                Report(deployment, "False", ReplicaSetCreateError, message);
                await _deployments.UpdateStatusAsync(deployment, cancellationToken);
            }
            throw;
        }
    }

    /// <summary>
    /// Takes a ReplicaSet of the wanted name that the cache did not show yet. If it is another one's, the hash has
    /// collided: the next try makes another name.
    /// </summary>
    private async Task<V1ReplicaSet> TakeExistingAsync(
        V1Deployment deployment, V1ReplicaSet wanted, ApiException failure, CancellationToken cancellationToken)
    {
        var existing = await _sets.GetAsync(ObjectKey.Of(wanted), cancellationToken);
        if (ControllerReferences.IsControlledBy(existing, deployment)
            && PodTemplateHash.SameTemplate(existing.Spec.Template, deployment.Spec.Template))
            return existing;
        deployment.Status.CollisionCount = (deployment.Status.CollisionCount ?? 0) + 1;
        await _deployments.UpdateStatusAsync(deployment, cancellationToken);
        throw failure;
    }

    private static V1ReplicaSet Make(Rollout rollout, long revision)
    {
        var deployment = rollout.Deployment;
        var template = deployment.Spec.Template.DeepCopy();
        var hash = PodTemplateHash.Compute(template, deployment.Status.CollisionCount ?? 0);
        template.Metadata ??= new V1ObjectMeta();
        template.Metadata.Labels = With(template.Metadata.Labels, hash);
        var set = new V1ReplicaSet
        {
            Metadata = new V1ObjectMeta
            {
                Name = $"{deployment.Metadata.Name}-{hash}",
                NamespaceProperty = deployment.Metadata.NamespaceProperty,
                Labels = template.Metadata.Labels,
                OwnerReferences = [ControllerReferences.To(deployment)],
            },
            Spec = new V1ReplicaSetSpec
            {
                Replicas = RolloutArithmetic.NewSize(deployment, rollout.AllSets, 0, rollout.Limits),
                MinReadySeconds = deployment.Spec.MinReadySeconds,
                Selector = new V1LabelSelector
                {
                    MatchLabels = With(deployment.Spec.Selector.MatchLabels, hash),
                    MatchExpressions = deployment.Spec.Selector.MatchExpressions,
                },
                Template = template,
            },
        };
        Revisions.Annotate(set, deployment, revision);
        Revisions.AnnotateSizes(set, deployment.Replicas(), deployment.Replicas() + rollout.Limits.MaxSurge);
        return set;
    }

    private static Dictionary<string, string> With(IDictionary<string, string>? labels, string hash)
        => new(labels ?? new Dictionary<string, string>()) { [DeploymentAnnotations.PodTemplateHashLabel] = hash };

    private void Report(V1Deployment deployment, string status, string reason, string message)
    {
        if (deployment.HasProgressDeadline())
            deployment.Status.Set(Progressing, status, reason, message, time.GetUtcNow());
    }
}
