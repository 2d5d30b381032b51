namespace Kube.Controllers.Scheduling.Cluster;

/// <summary>Well-known node labels that name a domain.</summary>
internal static class TopologyKeys
{
    public const string Hostname = "kubernetes.io/hostname";
    public const string Zone = "topology.kubernetes.io/zone";
}
