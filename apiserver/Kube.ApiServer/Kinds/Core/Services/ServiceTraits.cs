using Kube.OpenApi.Json;

namespace Kube.ApiServer.Kinds.Core.Services;

/// <summary>What a service needs, from its spec: <c>pkg/api/service</c> and <c>pkg/registry/core/service</c>.</summary>
internal static class ServiceTraits
{
    public const string Headless = "None";

    public static bool IsHeadless(JsonMap spec) => spec.Strings("clusterIPs").FirstOrDefault(spec.Text("clusterIP")) == Headless;

    /// <summary>Has an address, or would have one if it were not headless.</summary>
    public static bool NeedsClusterIp(JsonMap spec) => spec.Text("type") is "ClusterIP" or "NodePort" or "LoadBalancer";

    public static bool NeedsNodePorts(JsonMap spec) =>
        spec.Text("type") == "NodePort" || (spec.Text("type") == "LoadBalancer" && spec.Bool("allocateLoadBalancerNodePorts") != false);

    public static bool IsExternallyAccessible(JsonMap spec) =>
        spec.Text("type") is "NodePort" or "LoadBalancer" || (spec.Text("type") == "ClusterIP" && spec.CountOf("externalIPs") > 0);

    /// <summary>The load balancer has to ask each node whether it has endpoints.</summary>
    public static bool NeedsHealthCheck(JsonMap spec) => spec.Text("type") == "LoadBalancer" && spec.Text("externalTrafficPolicy") == "Local";
}
