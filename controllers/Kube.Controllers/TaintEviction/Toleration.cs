using k8s.Models;

namespace Kube.Controllers.TaintEviction;

internal static class Toleration
{
    /// <summary>Whether a toleration of a pod covers a taint (kubernetes.io/docs/concepts/scheduling-eviction/taint-and-toleration).</summary>
    public static bool Covers(V1Toleration toleration, V1Taint taint)
    {
        if (!string.IsNullOrEmpty(toleration.Effect) && toleration.Effect != taint.Effect)
            return false;
        if (!string.IsNullOrEmpty(toleration.Key) && toleration.Key != taint.Key)
            return false;
        return toleration.OperatorProperty switch
        {
            "Exists" => true,
            null or "" or "Equal" => (toleration.Value ?? "") == (taint.Value ?? ""),
            _ => false,
        };
    }

    /// <summary>
    /// When a pod must leave a node with the given NoExecute taints: at once if it does not tolerate one of them, never
    /// (null) if it tolerates all without limit, otherwise when the first limit runs out.
    /// </summary>
    public static DateTime? EvictionTime(IList<V1Toleration>? tolerations, IEnumerable<V1Taint> taints, DateTime now)
    {
        DateTime? eviction = null;
        foreach (var taint in taints)
        {
            var covering = (tolerations ?? []).Where(toleration => Covers(toleration, taint)).ToList();
            if (covering.Count == 0)
                return now;
            var limits = covering.Where(toleration => toleration.TolerationSeconds is not null).ToList();
            if (limits.Count == 0)
                continue;
            var seconds = Math.Max(0, limits.Min(toleration => toleration.TolerationSeconds!.Value));
            var time = (taint.TimeAdded ?? now).AddSeconds(seconds);
            if (eviction is null || time < eviction)
                eviction = time;
        }
        return eviction;
    }
}
