using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using Kube.ApiServer.Hosting;
using Kube.ApiServer.Kinds;
using Kube.ApiServer.Registry;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Bootstrap;

/// <summary>
/// The service <c>default/kubernetes</c>, by which programs in the cluster reach this server, and its endpoints: upstream's
/// kubernetesservice controller and endpoint reconciler.
/// </summary>
internal static class KubernetesService
{
    private const string Name = "kubernetes";
    private const string Space = "default";

    public static async Task EnsureAsync(ApiServerOptions options, ResourceRegistry registry, CancellationToken cancellation)
    {
        var services = BuiltInResources.Named("", "services");
        if (await registry.LookUpAsync(services, Space, Name, cancellation) is null)
        {
            await registry.CreateUnlessThereAsync(services, Space, Service(options), cancellation);
        }
        var address = AdvertisedAddress(options);
        await PutAsync(registry, BuiltInResources.Named("", "endpoints"), Endpoints(address, options.SecurePort), cancellation);
        await PutAsync(registry, BuiltInResources.Named("discovery.k8s.io", "endpointslices"), Slice(address, options.SecurePort), cancellation);
    }

    /// <summary>The first address of a service range is this service's.</summary>
    public static string ServiceAddress(string range)
    {
        var network = IPNetwork.Parse(range);
        var bytes = network.BaseAddress.GetAddressBytes();
        bytes[^1]++;
        return new IPAddress(bytes).ToString();
    }

    private static async Task PutAsync(ResourceRegistry registry, Resource resource, JsonMap wanted, CancellationToken cancellation)
    {
        if (await registry.LookUpAsync(resource, Space, Name, cancellation) is null)
        {
            await registry.CreateUnlessThereAsync(resource, Space, wanted, cancellation);
            return;
        }
        await registry.ChangeAsync(resource, Space, Name, current =>
        {
            foreach (var field in (ReadOnlySpan<string>)["subsets", "endpoints", "ports"])
            {
                if (wanted[field] is { } value) current[field] = JsonValues.DeepClone(value);
            }
        }, cancellation);
    }

    private static JsonMap Service(ApiServerOptions options) => new()
    {
        ["metadata"] = Metadata(("component", "apiserver"), ("provider", "kubernetes")),
        ["spec"] = new JsonMap
        {
            ["type"] = "ClusterIP",
            ["clusterIP"] = ServiceAddress(options.ServiceClusterIpRange),
            ["sessionAffinity"] = "None",
            ["ports"] = new JsonList([new JsonMap { ["name"] = "https", ["port"] = 443L, ["protocol"] = "TCP", ["targetPort"] = (long)options.SecurePort }]),
        },
    };

    private static JsonMap Endpoints(string address, int port) => new()
    {
        ["metadata"] = Metadata(("endpointslice.kubernetes.io/skip-mirror", "true")),
        ["subsets"] = new JsonList([new JsonMap { ["addresses"] = new JsonList([new JsonMap { ["ip"] = address }]), ["ports"] = Ports(port) }]),
    };

    private static JsonMap Slice(string address, int port) => new()
    {
        ["metadata"] = Metadata(("kubernetes.io/service-name", Name)),
        ["addressType"] = "IPv4",
        ["endpoints"] = new JsonList([new JsonMap { ["addresses"] = new JsonList([address]), ["conditions"] = new JsonMap { ["ready"] = true } }]),
        ["ports"] = Ports(port),
    };

    private static JsonList Ports(int port) => new([new JsonMap { ["name"] = "https", ["port"] = (long)port, ["protocol"] = "TCP" }]);

    private static JsonMap Metadata(params ReadOnlySpan<(string Key, string Value)> labels)
    {
        var map = new JsonMap();
        foreach (var (key, value) in labels) map[key] = value;
        return new JsonMap { ["name"] = Name, ["namespace"] = Space, ["labels"] = map };
    }

    /// <summary>As told, or the machine's first address that is no loopback, which endpoints may not be.</summary>
    private static string AdvertisedAddress(ApiServerOptions options)
    {
        if (options.AdvertiseAddress is { } told) return told;
        if (IPAddress.TryParse(options.BindAddress, out var bound) && !IPAddress.IsLoopback(bound) && !bound.Equals(IPAddress.Any)) return bound.ToString();
        return NetworkInterface.GetAllNetworkInterfaces()
            .Where(card => card.OperationalStatus == OperationalStatus.Up && card.NetworkInterfaceType != NetworkInterfaceType.Loopback)
            .SelectMany(card => card.GetIPProperties().UnicastAddresses)
            .Select(unicast => unicast.Address)
            .FirstOrDefault(address => address.AddressFamily == AddressFamily.InterNetwork && !IPAddress.IsLoopback(address))?.ToString() ?? "127.0.0.1";
    }
}
