using k8s.Models;
using Kube.Machinery.Quantities;

namespace Kube.Controllers.ResourceQuotas;

/// <summary>What services use of quotas: <c>pkg/quota/v1/evaluator/core/services.go</c>.</summary>
internal static class ServiceUsages
{
    public static Dictionary<string, Quantity> Of(V1Service service)
    {
        var ports = service.Spec.Ports ?? [];
        var nodePorts = service.Spec.Type switch
        {
            "NodePort" => ports.Count,
            "LoadBalancer" when service.Spec.AllocateLoadBalancerNodePorts == false => ports.Count(port => port.NodePort is > 0),
            "LoadBalancer" => ports.Count,
            _ => 0,
        };
        return new Dictionary<string, Quantity>(StringComparer.Ordinal)
        {
            ["count/services"] = Quantity.FromValue(1),
            ["services"] = Quantity.FromValue(1),
            ["services.nodeports"] = Quantity.FromValue(nodePorts),
            ["services.loadbalancers"] = Quantity.FromValue(service.Spec.Type == "LoadBalancer" ? 1 : 0),
        };
    }
}
