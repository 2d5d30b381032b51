using k8s.Models;
using Kube.Controllers.Pods;
using Kube.Machinery;
using Kube.Machinery.Selectors;

namespace Kube.Controllers.ReplicaSets;

/// <summary>Computes what a ReplicaSet's status says (upstream's replica_set_utils.go).</summary>
internal static class ReplicaSetStatus
{
    private const string ReplicaFailure = "ReplicaFailure";

    public static V1ReplicaSetStatus Compute(
        V1ReplicaSet set, IReadOnlyCollection<V1Pod> active, IEnumerable<V1Pod> terminating, ScalingFailure? failure, DateTimeOffset now)
    {
        var template = LabelSelector.FromSet(set.Spec.Template.Metadata?.Labels);
        return new V1ReplicaSetStatus
        {
            Replicas = active.Count,
            FullyLabeledReplicas = OrNull(active.Count(pod => template.Matches(pod.Metadata.Labels))),
            ReadyReplicas = OrNull(active.Count(pod => pod.IsReady())),
            AvailableReplicas = OrNull(active.Count(pod => pod.IsAvailable(set.Spec.MinReadySeconds ?? 0, now))),
            TerminatingReplicas = terminating.Count(),
            ObservedGeneration = set.Metadata.Generation,
            Conditions = Conditions(set.Status?.Conditions, failure, now),
        };
    }

    /// <summary>Whether two statuses say the same.</summary>
    public static bool Same(V1ReplicaSetStatus? x, V1ReplicaSetStatus y)
        => x is not null
            && x.Replicas == y.Replicas
            && (x.FullyLabeledReplicas ?? 0) == (y.FullyLabeledReplicas ?? 0)
            && (x.ReadyReplicas ?? 0) == (y.ReadyReplicas ?? 0)
            && (x.AvailableReplicas ?? 0) == (y.AvailableReplicas ?? 0)
            && x.TerminatingReplicas == y.TerminatingReplicas
            && x.ObservedGeneration == y.ObservedGeneration
            && Failure(x.Conditions)?.Reason == Failure(y.Conditions)?.Reason;

    private static List<V1ReplicaSetCondition>? Conditions(
        IList<V1ReplicaSetCondition>? current, ScalingFailure? failure, DateTimeOffset now)
    {
        var conditions = (current ?? []).Where(condition => condition.Type != ReplicaFailure).ToList();
        if (failure is not null)
        {
            conditions.Add(Failure(current) ?? new V1ReplicaSetCondition
            {
                Type = ReplicaFailure,
                Status = "True",
                Reason = failure.Reason,
                Message = failure.Message,
                LastTransitionTime = ApiTime.Seconds(now),
            });
        }
        return conditions.Count > 0 ? conditions : null;
    }

    private static V1ReplicaSetCondition? Failure(IList<V1ReplicaSetCondition>? conditions)
        => conditions?.FirstOrDefault(condition => condition.Type == ReplicaFailure);

    private static int? OrNull(int count) => count == 0 ? null : count;
}
