using k8s.Models;
using Kube.Machinery;

namespace Kube.Controllers.NodeLifecycle;

/// <summary>The taints a node's conditions call for (kubernetes.io/docs/reference/node/node-status#condition).</summary>
internal static class NodeTaints
{
    public const string NotReady = "node.kubernetes.io/not-ready";
    public const string Unreachable = "node.kubernetes.io/unreachable";
    public const string Unschedulable = "node.kubernetes.io/unschedulable";

    private const string NoSchedule = "NoSchedule";
    private const string NoExecute = "NoExecute";

    private static readonly (string Condition, string Status, string Key)[] ByCondition =
    [
        ("Ready", "False", NotReady),
        ("Ready", "Unknown", Unreachable),
        ("MemoryPressure", "True", "node.kubernetes.io/memory-pressure"),
        ("DiskPressure", "True", "node.kubernetes.io/disk-pressure"),
        ("PIDPressure", "True", "node.kubernetes.io/pid-pressure"),
        ("NetworkUnavailable", "True", "node.kubernetes.io/network-unavailable"),
    ];

    private static readonly HashSet<string> Managed = [.. ByCondition.Select(rule => rule.Key), Unschedulable];

    /// <summary>
    /// The taints a node shall have: those of others stay, ours follow its conditions. Taints that are there keep the time
    /// they were added.
    /// </summary>
    /// <param name="node">The node as it is.</param>
    /// <param name="evict">False keeps pods where they are: nothing is known to be better elsewhere.</param>
    /// <param name="now">The time new taints are added.</param>
    public static IList<V1Taint> Wanted(V1Node node, bool evict, DateTimeOffset now)
    {
        var current = node.Spec?.Taints ?? [];
        var wanted = current.Where(taint => !IsOurs(taint)).ToList();
        foreach (var (key, effect) in Called(node, evict))
        {
            wanted.Add(current.FirstOrDefault(taint => taint.Key == key && taint.Effect == effect)
                ?? new V1Taint { Key = key, Effect = effect, TimeAdded = ApiTime.Seconds(now) });
        }
        return wanted;
    }

    private static IEnumerable<(string Key, string Effect)> Called(V1Node node, bool evict)
    {
        foreach (var (condition, status, key) in ByCondition)
        {
            if (node.Condition(condition)?.Status == status)
                yield return (key, NoSchedule);
        }
        if (node.Spec?.Unschedulable == true)
            yield return (Unschedulable, NoSchedule);
        var ready = node.Condition("Ready")?.Status;
        if (evict && (ready is "False" or "Unknown"))
            yield return (ready == "False" ? NotReady : Unreachable, NoExecute);
    }

    private static bool IsOurs(V1Taint taint)
        => taint.Effect == NoSchedule ? Managed.Contains(taint.Key) : taint.Effect == NoExecute && (taint.Key is NotReady or Unreachable);
}
