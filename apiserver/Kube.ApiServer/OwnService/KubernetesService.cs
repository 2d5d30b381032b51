using System.Net;
using Kube.ApiServer.Bootstrap;
using Kube.ApiServer.Hosting;
using Kube.ApiServer.Kinds.Core.Services;
using Kube.ApiServer.Registry;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.OwnService;

/// <summary>The service <c>default/kubernetes</c>, by which programs in the cluster reach its API servers: upstream's kubernetesservice controller.</summary>
internal static class KubernetesService
{
    public const string Name = "kubernetes";
    public const string Space = "default";

    /// <summary>Makes it unless it is there.</summary>
    public static async Task EnsureAsync(ApiServerOptions options, ResourceRegistry registry, CancellationToken cancellation)
    {
        if (await registry.LookUpAsync(ServiceKind.Resource, Space, Name, cancellation) is not null) return;
        await registry.CreateUnlessThereAsync(ServiceKind.Resource, Space, Service(options), cancellation);
    }

    /// <summary>The first address of a service range is this service's.</summary>
    public static string ServiceAddress(string range)
    {
        var network = IPNetwork.Parse(range);
        var bytes = network.BaseAddress.GetAddressBytes();
        bytes[^1]++;
        return new IPAddress(bytes).ToString();
    }

    public static JsonMap Metadata(params ReadOnlySpan<(string Key, string Value)> labels)
    {
        var map = new JsonMap();
        foreach (var (key, value) in labels) map[key] = value;
        return new JsonMap { ["name"] = Name, ["namespace"] = Space, ["labels"] = map };
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
}
