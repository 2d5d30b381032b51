using Kube.ApiServer.Kinds.Rules;
using Kube.ApiServer.Validation;

namespace Kube.ApiServer.Kinds.Core.PodSpecs.Validation;

/// <summary>Checks a defaulted pod spec, in a pod or a template: ValidatePodSpec of <c>pkg/apis/core/validation</c>.</summary>
internal static class PodSpecValidation
{
    private static readonly string[] RestartPolicies = ["Always", "OnFailure", "Never"];
    private static readonly string[] DnsPolicies = ["ClusterFirstWithHostNet", "ClusterFirst", "Default", "None"];
    private static readonly string[] PreemptionPolicies = ["PreemptLowerPriority", "Never"];

    public static void Validate(PodSpecScope scope, FieldPath at)
    {
        var (spec, errors) = (scope.Spec, scope.Errors);
        if (!spec.Has("terminationGracePeriodSeconds")) errors.Required(at.Child("terminationGracePeriodSeconds"));
        VolumesValidation.Validate(scope, at.Child("volumes"));
        ResourceClaimsValidation.Validate(scope, at.Child("resourceClaims"));
        ContainersValidation.Validate(scope, at.Child("containers"));
        InitContainersValidation.Validate(scope, at.Child("initContainers"));
        EphemeralContainersValidation.Validate(scope, at.Child("ephemeralContainers"));
        PodResourcesValidation.Validate(scope, at.Child("resources"));
        HostPortsValidation.ValidateHostNetwork(scope, at);
        errors.OneOf(at, spec, "restartPolicy", RestartPolicies, required: true);
        errors.OneOf(at, spec, "dnsPolicy", DnsPolicies, required: true);
        errors.Labels(at.Child("nodeSelector"), spec.Map("nodeSelector"));
        PodSecurityContextValidation.Validate(scope, at.Child("securityContext"));
        AffinityValidation.Validate(spec.Map("affinity"), errors, at.Child("affinity"));
        DnsConfigValidation.Validate(spec, errors, at.Child("dnsConfig"));
        GatesValidation.Validate(spec, errors, at);
        TopologySpreadValidation.Validate(spec, errors, at.Child("topologySpreadConstraints"));
        HostUsersValidation.Validate(scope, at);
        ValidateNames(scope, at);
        if (spec.Long("activeDeadlineSeconds") is { } deadline) errors.InRange(at.Child("activeDeadlineSeconds"), deadline, 1, int.MaxValue);
        TolerationsValidation.Validate(spec, errors, at.Child("tolerations"));
        HostAliasesValidation.Validate(spec, errors, at.Child("hostAliases"));
        errors.OneOf(at, spec, "preemptionPolicy", PreemptionPolicies);
        ResourcesValidation.ValidateLimits(spec.Map("overhead"), errors, at.Child("overhead"));
        OperatingSystemValidation.Validate(scope, at);
    }

    private static void ValidateNames(PodSpecScope scope, FieldPath at)
    {
        var (spec, errors) = (scope.Spec, scope.Errors);
        foreach (var field in (ReadOnlySpan<string>)["serviceAccountName", "nodeName", "priorityClassName", "runtimeClassName"])
        {
            if (spec.Text(field) is { Length: > 0 } name) errors.DnsSubdomain(at.Child(field), name);
        }
        foreach (var field in (ReadOnlySpan<string>)["hostname", "subdomain"])
        {
            if (spec.Text(field) is { Length: > 0 } label) errors.DnsLabel(at.Child(field), label);
        }
        if (spec.Text("hostnameOverride") is { Length: > 0 } full) errors.DnsSubdomain(at.Child("hostnameOverride"), full);
    }
}
