using k8s.Models;
using Kube.Controllers.Hosting;
using Kube.Machinery;
using Kube.Machinery.Clients;

namespace Kube.Controllers.NodeLifecycle;

/// <summary>One look at one node: silent ones become Unknown, taints follow conditions, pods of unready ones leave service.</summary>
internal sealed class NodeMonitor(
    ApiClient client, NodeHeartbeats heartbeats, PodReadiness pods, NodeEvents events, ControllerManagerOptions options, TimeProvider time)
{
    private readonly ResourceClient<V1Node> _nodes = new(client);

    /// <summary>Reports a silent kubelet's node as Unknown, and returns the node as it then is.</summary>
    public async Task<V1Node> CheckHealthAsync(V1Node node, CancellationToken cancellationToken)
    {
        var grace = node.Condition("Ready") is null ? options.NodeStartupGracePeriod : options.NodeMonitorGracePeriod;
        if (heartbeats.SilenceOf(node) <= grace)
            return node;
        var current = node.DeepCopy();
        current.Status ??= new V1NodeStatus();
        if (!NodeConditions.MarkSilent(current.Status, node.Metadata.CreationTimestamp, time.GetUtcNow()))
            return node;
        var updated = await _nodes.UpdateStatusAsync(current, cancellationToken);
        if (node.IsReady())
            events.NotReady(node.Metadata.Name);
        return updated;
    }

    /// <param name="node">The node as its health was found.</param>
    /// <param name="evict">Whether pods may be driven away from it.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public async Task EnforceAsync(V1Node node, bool evict, CancellationToken cancellationToken)
    {
        var wanted = NodeTaints.Wanted(node, evict, time.GetUtcNow());
        if (!Keys(node.Spec?.Taints).SetEquals(Keys(wanted)))
        {
            var patch = new { metadata = new { resourceVersion = node.Metadata.ResourceVersion }, spec = new { taints = wanted } };
            await _nodes.PatchAsync(ObjectKey.Of(node), PatchTypes.Merge, ModelJson.Serialize(patch), cancellationToken);
        }
        if (!node.IsReady())
            await pods.MarkNotReadyAsync(node.Metadata.Name, cancellationToken);
    }

    private static HashSet<(string Key, string Effect)> Keys(IEnumerable<V1Taint>? taints)
        => (taints ?? []).Select(taint => (taint.Key, taint.Effect)).ToHashSet();
}
