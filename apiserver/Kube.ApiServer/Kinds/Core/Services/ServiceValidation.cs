using Kube.ApiServer.Kinds.Rules;
using Kube.ApiServer.Validation;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Kinds.Core.Services;

/// <summary>ValidateService.</summary>
internal static class ServiceValidation
{
    private static readonly FieldPath Spec = FieldPath.Of("spec");
    private static readonly string[] Types = ["ClusterIP", "ExternalName", "LoadBalancer", "NodePort"];
    private static readonly string[] TrafficPolicies = ["Cluster", "Local"];
    private static readonly string[] Distributions = ["PreferClose", "PreferSameNode", "PreferSameZone"];

    public static void Validate(JsonMap service, FieldErrors errors)
    {
        var spec = service.Spec();
        var type = spec.Text("type");
        var headless = ServiceTraits.IsHeadless(spec);
        if (spec.CountOf("ports") == 0 && !headless && type != "ExternalName") errors.Required(Spec.Child("ports"));
        if (headless && type is ("LoadBalancer" or "NodePort"))
            errors.Invalid(Spec.Child("clusterIPs").Index(0), ServiceTraits.Headless, $"may not be set to 'None' for {type} services");
        if (type == "ExternalName") ValidateExternalName(spec, errors);
        ServicePortsValidation.Validate(spec, errors, Spec.Child("ports"));
        errors.Labels(Spec.Child("selector"), spec.Map("selector"));
        SessionAffinityValidation.Validate(spec, errors, Spec);
        ClusterIpValidation.Validate(spec, errors);
        ValidateExternalIps(spec, errors);
        errors.OneOf(Spec, spec, "type", Types, required: true);
        ServicePortsValidation.ValidateNodePorts(spec, errors, Spec.Child("ports"));
        LoadBalancerValidation.Validate(service, errors, Spec);
        ValidateTraffic(spec, errors);
    }

    private static void ValidateExternalName(JsonMap spec, FieldErrors errors)
    {
        foreach (var field in (ReadOnlySpan<string>)["clusterIPs", "ipFamilies", "ipFamilyPolicy"])
        {
            if (spec.CountOf(field) > 0) errors.Forbidden(Spec.Child(field), "may not be set for ExternalName services");
        }
        var name = spec.Text("externalName");
        if (name.EndsWith('.')) name = name[..^1];
        if (name.Length > 0) errors.DnsSubdomain(Spec.Child("externalName"), name);
        else errors.Required(Spec.Child("externalName"));
    }

    private static void ValidateExternalIps(JsonMap spec, FieldErrors errors)
    {
        var ips = spec.Strings("externalIPs");
        for (var i = 0; i < ips.Count; i++)
        {
            var (here, before) = (Spec.Child("externalIPs").Index(i), errors.Count);
            errors.Ip(here, ips[i]);
            if (errors.Count == before) errors.NotSpecialIp(here, ips[i]);
        }
    }

    private static void ValidateTraffic(JsonMap spec, FieldErrors errors)
    {
        var external = spec.Text("externalTrafficPolicy");
        if (ServiceTraits.IsExternallyAccessible(spec)) errors.OneOf(Spec, spec, "externalTrafficPolicy", TrafficPolicies, required: true);
        else if (external.Length > 0) errors.Invalid(Spec.Child("externalTrafficPolicy"), external, "may only be set for externally-accessible services");
        var check = spec.Number("healthCheckNodePort");
        if (!ServiceTraits.NeedsHealthCheck(spec))
        {
            if (check != 0)
                errors.Invalid(Spec.Child("healthCheckNodePort"), check, "may only be set when `type` is 'LoadBalancer' and `externalTrafficPolicy` is 'Local'");
        }
        else if (check == 0) errors.Required(Spec.Child("healthCheckNodePort"));
        else errors.Port(Spec.Child("healthCheckNodePort"), check);
        errors.OneOf(Spec, spec, "internalTrafficPolicy", TrafficPolicies, required: ServiceTraits.NeedsClusterIp(spec));
        errors.OneOf(Spec, spec, "trafficDistribution", Distributions);
    }
}
