using k8s.Models;
using Kube.Machinery;

namespace Kube.Controllers.NodeLifecycle;

internal static class NodeConditions
{
    /// <summary>What the kubelet reports, and what is unknown when it no longer does.</summary>
    private static readonly string[] Reported = ["Ready", "MemoryPressure", "DiskPressure", "PIDPressure"];

    public static V1NodeCondition? Condition(this V1Node node, string type)
        => node.Status?.Conditions?.FirstOrDefault(condition => condition.Type == type);

    public static bool IsReady(this V1Node node) => node.Condition("Ready")?.Status == "True";

    /// <summary>Marks what a silent kubelet reported as unknown; says whether that changed the status.</summary>
    public static bool MarkSilent(V1NodeStatus status, DateTime? created, DateTimeOffset now)
    {
        status.Conditions ??= [];
        var changed = false;
        foreach (var type in Reported)
        {
            var condition = status.Conditions.FirstOrDefault(existing => existing.Type == type);
            if (condition is { Status: "Unknown" })
                continue;
            changed = true;
            if (condition is null)
            {
                status.Conditions.Add(new V1NodeCondition
                {
                    Type = type,
                    Status = "Unknown",
                    Reason = "NodeStatusNeverUpdated",
                    Message = "Kubelet never posted node status.",
                    LastHeartbeatTime = created,
                    LastTransitionTime = ApiTime.Seconds(now),
                });
                continue;
            }
            condition.Status = "Unknown";
            condition.Reason = "NodeStatusUnknown";
            condition.Message = "Kubelet stopped posting node status.";
            condition.LastTransitionTime = ApiTime.Seconds(now);
        }
        return changed;
    }
}
