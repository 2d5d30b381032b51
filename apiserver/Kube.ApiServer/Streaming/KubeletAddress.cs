using Kube.ApiServer.Errors;
using Kube.ApiServer.Kinds;
using Kube.ApiServer.Registry;

namespace Kube.ApiServer.Streaming;

/// <summary>Where a node's kubelet listens, as the node's status says.</summary>
internal sealed record KubeletAddress(string Host, int Port)
{
    private const int DefaultPort = 10250;

    private static readonly Resource Nodes = BuiltInResources.Named("", "nodes");

    /// <summary><c>--kubelet-preferred-address-types</c> in upstream's default order.</summary>
    private static readonly string[] Preferred = ["Hostname", "InternalDNS", "InternalIP", "ExternalDNS", "ExternalIP"];

    public static async ValueTask<KubeletAddress> OfNodeAsync(ResourceRegistry registry, string node, CancellationToken cancellation)
    {
        var found = await registry.FindAsync(Nodes, "", node, cancellation) ?? throw StatusException.NotFound(Nodes.GroupResource, node);
        var status = found.Map("status");
        var addresses = status?.Maps("addresses").ToList() ?? [];
        // A host name helps only where names resolve; nodes of a local cluster are known by address.
        var chosen = Preferred.Where(type => type.EndsWith("IP", StringComparison.Ordinal)).Concat(Preferred)
            .Select(type => addresses.Find(address => address.String("type") == type)?.String("address"))
            .FirstOrDefault(address => !string.IsNullOrEmpty(address));
        var port = status?.Map("daemonEndpoints")?.Map("kubeletEndpoint")?.Long("Port");
        return new KubeletAddress(chosen ?? throw StatusException.Plain($"no preferred addresses found; known addresses: []"), (int)(port ?? DefaultPort));
    }
}
