using Kube.ApiServer.Kinds;
using Kube.Machinery.Quantities;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Admission.Quotas.Evaluators;

/// <summary>Services: the node ports and load balancers they take.</summary>
internal sealed class ServiceEvaluator() : QuotaEvaluator("", "services")
{
    // A service's type can change.
    public override bool Handles(AdmissionRequest request) => request.Operation is Operation.Create or Operation.Update;

    public override Dictionary<string, Quantity> Usage(JsonMap service)
    {
        var spec = service.Spec();
        var balanced = spec.Text("type") == "LoadBalancer";
        var ports = !balanced && spec.Text("type") != "NodePort" ? 0
            : balanced && spec.Bool("allocateLoadBalancerNodePorts") == false ? spec.Maps("ports").Count(port => port.Number("nodePort") != 0)
            : spec.CountOf("ports");
        return new Dictionary<string, Quantity>(StringComparer.Ordinal)
        {
            ["count/services"] = One,
            ["services"] = One,
            ["services.nodeports"] = Quantity.FromValue(ports),
            ["services.loadbalancers"] = Quantity.FromValue(balanced ? 1 : 0),
        };
    }
}
