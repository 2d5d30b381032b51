using k8s.Models;

namespace Kube.Controllers.Deployments;

/// <summary>The next sizes of ReplicaSets in a rolling update (upstream's rolling.go and deployment_util.go).</summary>
internal static class RolloutArithmetic
{
    /// <summary>How large the new ReplicaSet may be now, without exceeding the surge.</summary>
    public static int NewSize(V1Deployment deployment, IEnumerable<V1ReplicaSet> all, int current, RolloutLimits limits)
    {
        if (!deployment.IsRollingUpdate())
            return deployment.Replicas();
        var room = deployment.Replicas() + limits.MaxSurge - all.Sum(set => set.Replicas());
        return room <= 0 ? current : current + Math.Min(room, deployment.Replicas() - current);
    }

    /// <summary>
    /// The next sizes of old ReplicaSets that may shrink: first their pods that are not available anyway, then available
    /// ones, as long as enough are available altogether.
    /// </summary>
    public static IReadOnlyList<(V1ReplicaSet Set, int Size)> ShrinkOld(Rollout rollout)
    {
        var sizes = rollout.OldSets.OldestFirst().ToDictionary(set => set, set => set.Replicas());
        var total = rollout.AllSets.Sum(set => set.Replicas());
        var needed = rollout.Deployment.Replicas() - rollout.Limits.MaxUnavailable;
        var newUnavailable = rollout.NewSet is { } current ? current.Replicas() - current.Available() : 0;
        var allowed = total - needed - newUnavailable;
        if (allowed <= 0)
            return [];

        var removed = 0;
        foreach (var set in sizes.Keys.ToList())
        {
            var unavailable = Math.Clamp(sizes[set] - set.Available(), 0, allowed - removed);
            sizes[set] -= unavailable;
            removed += unavailable;
        }

        var spare = rollout.AllSets.Sum(set => set.Available()) - needed;
        foreach (var set in sizes.Keys.ToList())
        {
            var shrink = Math.Clamp(spare, 0, sizes[set]);
            sizes[set] -= shrink;
            spare -= shrink;
        }
        return [.. sizes.Where(entry => entry.Value != entry.Key.Replicas()).Select(entry => (entry.Key, entry.Value))];
    }
}
