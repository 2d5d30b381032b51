using Kube.ApiServer.Validation;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Kinds.Core.Services;

/// <summary>What a service keeps for life: its first address and family, unless it turns from or into an ExternalName.</summary>
internal static class ServiceUpdateValidation
{
    private static readonly FieldPath Spec = FieldPath.Of("spec");

    public static void Validate(JsonMap spec, JsonMap old, FieldErrors errors)
    {
        if (old.Text("type") != "ExternalName" && spec.Text("type") != "ExternalName")
        {
            Primary(spec, old, "clusterIPs", errors);
            Primary(spec, old, "ipFamilies", errors);
        }
        if (old.Text("type") == "LoadBalancer" && spec.Text("type") == "LoadBalancer" && !spec.SameField(old, "loadBalancerClass"))
            errors.Invalid(Spec.Child("loadBalancerClass"), spec["loadBalancerClass"], "may not change once set");
        if (ServiceTraits.NeedsHealthCheck(old) && ServiceTraits.NeedsHealthCheck(spec) && !spec.SameField(old, "healthCheckNodePort"))
            errors.Forbidden(Spec.Child("healthCheckNodePort"), "field is immutable");
    }

    private static void Primary(JsonMap spec, JsonMap old, string field, FieldErrors errors)
    {
        var (now, before) = (spec.Strings(field), old.Strings(field));
        if (before.Count == 0) return;
        if (now.Count == 0) errors.Invalid(Spec.Child(field).Index(0), spec[field], "primary " + (field == "clusterIPs" ? "clusterIP" : "ipFamily") + " can not be unset");
        else if (now[0] != before[0]) errors.Invalid(Spec.Child(field).Index(0), field == "clusterIPs" ? spec[field] : now[0], "may not change once set");
    }
}
