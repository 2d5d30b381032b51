using k8s.Models;

namespace Kube.Controllers.Deployments;

/// <summary>A Deployment with its ReplicaSets, sorted into the one of the current template, if it exists, and the others.</summary>
internal sealed record Rollout(V1Deployment Deployment, V1ReplicaSet? NewSet, IReadOnlyList<V1ReplicaSet> OldSets)
{
    public IEnumerable<V1ReplicaSet> AllSets => NewSet is null ? OldSets : OldSets.Append(NewSet);

    public RolloutLimits Limits { get; } = RolloutLimits.Of(Deployment);

    /// <summary>Of several ReplicaSets with the current template the oldest is the one: it was there before the mishap.</summary>
    public static Rollout Of(V1Deployment deployment, IReadOnlyCollection<V1ReplicaSet> sets)
    {
        var current = sets.OldestFirst().FirstOrDefault(set => PodTemplateHash.SameTemplate(set.Spec.Template, deployment.Spec.Template));
        return new Rollout(deployment, current, [.. sets.Where(set => set != current)]);
    }

    public Rollout WithNewSet(V1ReplicaSet set) => new(Deployment, set, OldSets);
}
