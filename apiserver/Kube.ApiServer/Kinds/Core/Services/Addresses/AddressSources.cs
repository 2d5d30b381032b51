using System.Net;
using Kube.ApiServer.Caching;
using Kube.ApiServer.Kinds.Networking.IpAddresses;
using Kube.ApiServer.Kinds.Networking.ServiceCidrs;
using Kube.ApiServer.Registry;

namespace Kube.ApiServer.Kinds.Core.Services.Addresses;

/// <summary>Where the allocator looks: the stored ServiceCIDRs, IPAddresses and node port claims, as the caches know them.</summary>
internal static class AddressSources
{
    private static readonly object Slot = new();

    public static ServiceAddresses Allocator(ResourceCaches caches, NodePortRange ports)
    {
        var (cidrs, ips, claims) = (caches.For(ServiceCidrKind.Resource), caches.For(IpAddressKind.Resource), caches.For(ServiceClaims.NodePortResource));
        return new ServiceAddresses(() => Ranges(cidrs, readyOnly: true), ip => ips.Current.Get("", ip) is not null, ports, port => claims.Current.Get("", $"{port}") is not null);
    }

    /// <param name="readyOnly">Leaves out those new addresses may not be taken from.</param>
    public static IReadOnlyList<ServiceRange> Ranges(WatchCache cidrs, bool readyOnly) =>
        [.. cidrs.Current.Enumerate().Select(item => item.GetOrDerive(Slot, Read)).Where(known => known.IsReady || !readyOnly).SelectMany(known => known.Ranges)];

    private static Known Read(CachedObject item)
    {
        var obj = ObjectCodec.Decode(item.Json, ServiceCidrKind.Resource.Type);
        var ready = obj.Status().Maps("conditions").FirstOrDefault(condition => condition.Text("type") == "Ready");
        // One nobody judged yet is ready, so that services can be made without the controllers.
        return new Known([.. obj.Spec().Strings("cidrs").Select(cidr => new ServiceRange(IPNetwork.Parse(cidr)))], !obj.IsBeingDeleted() && (ready is null || ready.Text("status") == "True"));
    }

    private sealed record Known(IReadOnlyList<ServiceRange> Ranges, bool IsReady);
}
