using Kube.ApiServer.Kinds.Rules;
using Kube.ApiServer.Kinds.Subresources;
using Kube.ApiServer.Validation;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Kinds.Core.Services;

/// <summary>Where a load balancer answers: ValidateLoadBalancerStatus.</summary>
internal sealed class ServiceStatusStrategy(KindStrategy main) : StatusStrategy(main)
{
    private static readonly FieldPath Ingress = FieldPath.Of("status").Child("loadBalancer", "ingress");
    private static readonly string[] IpModes = ["Proxy", "VIP"];

    public override void ValidateUpdate(JsonMap obj, JsonMap old, FieldErrors errors)
    {
        var balancer = obj.Status().Part("loadBalancer");
        if (obj.Spec().Text("type") != "LoadBalancer" && balancer.CountOf("ingress") > 0)
        {
            errors.Forbidden(Ingress, "may only be used when `spec.type` is 'LoadBalancer'");
            return;
        }
        var index = 0;
        foreach (var ingress in balancer.Maps("ingress"))
        {
            var here = Ingress.Index(index++);
            if (ingress.Text("ip") is { Length: > 0 } ip)
            {
                errors.Ip(here.Child("ip"), ip);
                if (!ingress.Has("ipMode")) errors.Required(here.Child("ipMode"), "must be specified when `ip` is set");
                else errors.OneOf(here, ingress, "ipMode", IpModes);
            }
            else if (ingress.Has("ipMode")) errors.Forbidden(here.Child("ipMode"), "may not be specified when `ip` is not set");
            if (ingress.Text("hostname") is not { Length: > 0 } host) continue;
            errors.DnsSubdomain(here.Child("hostname"), host);
            if (IpRules.TryParse(host, out _)) errors.Invalid(here.Child("hostname"), host, "must be a DNS name, not an IP address");
        }
    }
}
