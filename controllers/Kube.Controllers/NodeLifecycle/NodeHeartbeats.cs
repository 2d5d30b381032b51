using k8s.Models;
using Kube.Machinery.Informers;

namespace Kube.Controllers.NodeLifecycle;

/// <summary>
/// When each node was last heard of: its Lease was renewed, or its Ready condition reported. Told by this process's clock
/// from when it saw the change, so that clocks need not agree.
/// </summary>
internal sealed class NodeHeartbeats(ObjectCache<V1Lease> leases, TimeProvider time)
{
    private const string LeaseNamespace = "kube-node-lease";

    private readonly Dictionary<string, (string Mark, long At)> _seen = new(StringComparer.Ordinal);

    /// <summary>How long the node has been silent, as far as this process can tell.</summary>
    public TimeSpan SilenceOf(V1Node node)
    {
        var ready = node.Condition("Ready");
        var renewed = leases.Get(LeaseNamespace, node.Metadata.Name)?.Spec?.RenewTime;
        var mark = $"{node.Metadata.Uid}/{renewed:O}/{ready?.LastHeartbeatTime:O}";
        if (!_seen.TryGetValue(node.Metadata.Name, out var seen) || seen.Mark != mark)
            _seen[node.Metadata.Name] = seen = (mark, time.GetTimestamp());
        return time.GetElapsedTime(seen.At);
    }

    public void ForgetAllBut(IReadOnlySet<string> nodes)
    {
        foreach (var gone in _seen.Keys.Where(name => !nodes.Contains(name)).ToList())
            _seen.Remove(gone);
    }
}
