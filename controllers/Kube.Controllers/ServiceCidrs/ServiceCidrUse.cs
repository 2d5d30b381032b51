using System.Net;
using k8s.Models;

namespace Kube.Controllers.ServiceCidrs;

/// <summary>Which addresses need which range.</summary>
internal static class ServiceCidrUse
{
    private const string ManagedByLabel = "ipaddress.kubernetes.io/managed-by";
    private const string Allocator = "ipallocator.k8s.io";

    /// <summary>
    /// A deleted range can go when other ranges contain all of it, or each address in use that it contains. Others being deleted count:
    /// they stay for as long as they are needed.
    /// </summary>
    public static bool CanGo(V1ServiceCIDR range, IReadOnlyCollection<V1ServiceCIDR> all, IEnumerable<V1IPAddress> addresses)
    {
        var others = all.Where(other => other.Metadata.Name != range.Metadata.Name).ToList();
        if (Networks(range).All(network => others.Exists(other => Networks(other).Any(wider => Contains(wider, network)))))
            return true;
        return addresses.Where(address => Contains(range, address)).All(address => others.Exists(other => Contains(other, address)));
    }

    /// <summary>Whether it is an address the API servers gave to a service, out of this range.</summary>
    public static bool Contains(V1ServiceCIDR range, V1IPAddress address)
        => address.Metadata.Labels?.TryGetValue(ManagedByLabel, out var manager) == true && manager == Allocator
            && IPAddress.TryParse(address.Metadata.Name, out var ip) && Networks(range).Any(network => network.Contains(ip));

    private static bool Contains(IPNetwork wider, IPNetwork network) => wider.PrefixLength <= network.PrefixLength && wider.Contains(network.BaseAddress);

    private static IEnumerable<IPNetwork> Networks(V1ServiceCIDR range)
        => (range.Spec?.Cidrs ?? []).Select(cidr => IPNetwork.TryParse(cidr, out var network) ? network : (IPNetwork?)null).OfType<IPNetwork>();
}
