using Kube.OpenApi.Json;

namespace Kube.ApiServer.Kinds.Core.Services;

/// <summary>SetDefaults_Service.</summary>
internal static class ServiceDefaults
{
    private const long AffinitySeconds = 10800;

    public static void Set(JsonMap service)
    {
        var spec = service.GetOrAddMap("spec");
        if (spec.Text("type").Length == 0) spec["type"] = "ClusterIP";
        SetAffinity(spec);
        foreach (var port in spec.Maps("ports"))
        {
            if (port.Text("protocol").Length == 0) port["protocol"] = "TCP";
            if (port["targetPort"] is null or 0L or "") port["targetPort"] = port.Number("port");
        }
        if (ServiceTraits.IsExternallyAccessible(spec) && spec.Text("externalTrafficPolicy").Length == 0) spec["externalTrafficPolicy"] = "Cluster";
        if (ServiceTraits.NeedsClusterIp(spec)) spec.Default("internalTrafficPolicy", "Cluster");
        if (spec.Text("type") == "LoadBalancer") spec.Default("allocateLoadBalancerNodePorts", true);
        foreach (var ingress in service.Status().Part("loadBalancer").Maps("ingress"))
        {
            if (ingress.Text("ip").Length > 0) ingress.Default("ipMode", "VIP");
        }
    }

    private static void SetAffinity(JsonMap spec)
    {
        if (spec.Text("sessionAffinity").Length == 0) spec["sessionAffinity"] = "None";
        if (spec.Text("sessionAffinity") == "None") spec.Remove("sessionAffinityConfig");
        if (spec.Text("sessionAffinity") == "ClientIP")
            spec.GetOrAddMap("sessionAffinityConfig").GetOrAddMap("clientIP").Default("timeoutSeconds", AffinitySeconds);
    }
}
