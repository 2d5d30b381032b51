using Kube.OpenApi.Json;

namespace Kube.ApiServer.Kinds.Core.Services;

/// <summary>
/// When a service changes its type, what only the old type needed goes, unless the client changed it in the same request:
/// dropTypeDependentFields.
/// </summary>
internal static class TypeDependentFields
{
    public static void DropWhereUntouched(JsonMap spec, JsonMap old)
    {
        if (ServiceTraits.NeedsClusterIp(old) && !ServiceTraits.NeedsClusterIp(spec))
        {
            if (spec.SameField(old, "clusterIP")) Drop(spec, old, "clusterIP", "clusterIPs");
            Drop(spec, old, "ipFamilies", "ipFamilyPolicy", "internalTrafficPolicy");
        }
        if (ServiceTraits.NeedsNodePorts(old) && !ServiceTraits.NeedsNodePorts(spec)) DropNodePorts(spec, old);
        if (ServiceTraits.NeedsHealthCheck(old) && !ServiceTraits.NeedsHealthCheck(spec)) Drop(spec, old, "healthCheckNodePort");
        if (old.Text("type") == "LoadBalancer" && spec.Text("type") != "LoadBalancer") Drop(spec, old, "allocateLoadBalancerNodePorts", "loadBalancerClass");
        if (ServiceTraits.IsExternallyAccessible(old) && !ServiceTraits.IsExternallyAccessible(spec)) Drop(spec, old, "externalTrafficPolicy");
    }

    private static void Drop(JsonMap spec, JsonMap old, params ReadOnlySpan<string> fields)
    {
        foreach (var field in fields)
        {
            if (spec.SameField(old, field)) spec.Remove(field);
        }
    }

    private static void DropNodePorts(JsonMap spec, JsonMap old)
    {
        var before = old.Maps("ports").Select(port => port.Number("nodePort")).ToHashSet();
        if (!spec.Maps("ports").All(port => before.Contains(port.Number("nodePort")))) return;
        foreach (var port in spec.Maps("ports")) port.Remove("nodePort");
    }
}
