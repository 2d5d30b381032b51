using System.Net;
using System.Net.Sockets;
using Kube.ApiServer.Bootstrap;
using Kube.ApiServer.Kinds;
using Kube.ApiServer.Kinds.Core.Endpoints;
using Kube.ApiServer.Kinds.Discovery.EndpointSlices;
using Kube.ApiServer.Registry;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.OwnService;

/// <summary>The Endpoints and the EndpointSlice of <c>default/kubernetes</c>: upstream's <c>reconcilers.EndpointsAdapter</c>.</summary>
internal static class KubernetesEndpoints
{
    /// <summary>Has both name these addresses and nothing else; changes nothing where they do.</summary>
    public static async Task PutAsync(ResourceRegistry registry, IReadOnlyList<string> addresses, int port, CancellationToken cancellation)
    {
        await PutAsync(registry, EndpointsKind.Resource, Endpoints(addresses, port), cancellation);
        await PutAsync(registry, EndpointSliceKind.Resource, Slice(addresses, port), cancellation);
    }

    private static async Task PutAsync(ResourceRegistry registry, Resource resource, JsonMap wanted, CancellationToken cancellation)
    {
        if (await registry.LookUpAsync(resource, KubernetesService.Space, KubernetesService.Name, cancellation) is null)
        {
            await registry.CreateUnlessThereAsync(resource, KubernetesService.Space, wanted.DeepClone(), cancellation);
        }

        await registry.ChangeAsync(resource, KubernetesService.Space, KubernetesService.Name, current =>
        {
            foreach (var field in (ReadOnlySpan<string>)["subsets", "endpoints", "ports"])
            {
                if (wanted[field] is { } value) current[field] = JsonValues.DeepClone(value);
            }
        }, cancellation);
    }

    private static JsonMap Endpoints(IReadOnlyList<string> addresses, int port) => new()
    {
        ["metadata"] = KubernetesService.Metadata(("endpointslice.kubernetes.io/skip-mirror", "true")),
        ["subsets"] = new JsonList([new JsonMap { ["addresses"] = new JsonList([.. addresses.Select(address => new JsonMap { ["ip"] = address })]), ["ports"] = Ports(port) }]),
    };

    private static JsonMap Slice(IReadOnlyList<string> addresses, int port) => new()
    {
        ["metadata"] = KubernetesService.Metadata(("kubernetes.io/service-name", KubernetesService.Name)),
        ["addressType"] = IPAddress.Parse(addresses[0]).AddressFamily == AddressFamily.InterNetworkV6 ? "IPv6" : "IPv4",
        ["endpoints"] = new JsonList([.. addresses.Select(address => new JsonMap { ["addresses"] = new JsonList([address]), ["conditions"] = new JsonMap { ["ready"] = true } })]),
        ["ports"] = Ports(port),
    };

    private static JsonList Ports(int port) => new([new JsonMap { ["name"] = "https", ["port"] = (long)port, ["protocol"] = "TCP" }]);
}
