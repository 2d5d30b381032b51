using Kube.ApiServer.Kinds.Rules;
using Kube.ApiServer.Validation;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Kinds.Core.Services;

/// <summary>Fields that only services of type LoadBalancer have.</summary>
internal static class LoadBalancerValidation
{
    private const string OnlyHere = "may only be used when `type` is 'LoadBalancer'";
    private const string SourceRangesAnnotation = "service.beta.kubernetes.io/load-balancer-source-ranges";

    public static void Validate(JsonMap service, FieldErrors errors, FieldPath at)
    {
        var spec = service.Spec();
        var balanced = spec.Text("type") == "LoadBalancer";
        ValidateSourceRanges(service, spec, balanced, errors, at.Child("LoadBalancerSourceRanges"));
        if (spec.Has("allocateLoadBalancerNodePorts") && !balanced) errors.Forbidden(at.Child("allocateLoadBalancerNodePorts"), OnlyHere);
        if (!spec.Has("allocateLoadBalancerNodePorts") && balanced) errors.Required(FieldPath.Of("allocateLoadBalancerNodePorts"));
        if (spec.String("loadBalancerClass") is not { } name) return;
        if (!balanced) errors.Forbidden(at.Child("loadBalancerClass"), OnlyHere);
        else errors.QualifiedName(at.Child("loadBalancerClass"), name);
    }

    private static void ValidateSourceRanges(JsonMap service, JsonMap spec, bool balanced, FieldErrors errors, FieldPath at)
    {
        var ranges = spec.Strings("loadBalancerSourceRanges");
        if (ranges.Count > 0)
        {
            if (!balanced) errors.Forbidden(at, OnlyHere);
            for (var i = 0; i < ranges.Count; i++) errors.Cidr(at.Index(i), ranges[i].Trim());
        }
        else if (service.Annotations().String(SourceRangesAnnotation) is { } text)
        {
            var here = FieldPath.Of("metadata").Child("annotations").Key(SourceRangesAnnotation);
            if (!balanced) errors.Forbidden(here, OnlyHere);
            foreach (var range in text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)) errors.Cidr(here, range);
        }
    }
}
