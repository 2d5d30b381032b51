using Kube.ApiServer.Kinds.Rules;
using Kube.ApiServer.Validation;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Kinds.Core.Services;

/// <summary>Addresses, families and policy have to agree: ValidateServiceClusterIPsRelatedFields.</summary>
internal static class ClusterIpValidation
{
    private static readonly FieldPath Spec = FieldPath.Of("spec");
    private static readonly string[] Families = ["IPv4", "IPv6"];
    private static readonly string[] Policies = ["PreferDualStack", "RequireDualStack", "SingleStack"];

    public static void Validate(JsonMap spec, FieldErrors errors)
    {
        if (spec.Text("type") == "ExternalName") return;
        var ips = spec.Strings("clusterIPs");
        var single = spec.Text("clusterIP");
        if (single.Length == 0 && ips.Count > 0)
            errors.Invalid(Spec.Child("clusterIPs"), spec["clusterIPs"], "must be empty when `clusterIP` is not specified");
        else if (single.Length > 0 && ips.Count == 0) errors.Required(Spec.Child("clusterIPs"));
        else if (ips.Count > 0 && single != ips[0]) errors.Invalid(Spec.Child("clusterIPs"), spec["clusterIPs"], "first value must match `clusterIP`");
        var families = spec.Strings("ipFamilies");
        for (var i = 0; i < families.Count; i++)
        {
            var here = Spec.Child("ipFamilies").Index(i);
            if (!Families.Contains(families[i])) errors.NotSupported(here, families[i], Families);
            if (families.Take(i).Contains(families[i])) errors.Duplicate(here, families[i]);
        }
        errors.OneOf(Spec, spec, "ipFamilyPolicy", Policies);
        if (families.Count == 2 && spec.Text("ipFamilyPolicy") == "SingleStack")
            errors.Invalid(Spec.Child("ipFamilyPolicy"), "SingleStack", "must be RequireDualStack or PreferDualStack when multiple `ipFamilies` are specified");
        ValidateAddresses(ips, families, errors);
        if (ips.Count > 2) errors.Invalid(Spec.Child("clusterIPs"), spec["clusterIPs"], "may only hold up to 2 values");
    }

    private static void ValidateAddresses(IReadOnlyList<string> ips, IReadOnlyList<string> families, FieldErrors errors)
    {
        for (var i = 0; i < ips.Count; i++)
        {
            var here = Spec.Child("clusterIPs").Index(i);
            if (ips[i] == ServiceTraits.Headless)
            {
                if (ips.Count > 1) errors.Invalid(Spec.Child("clusterIPs"), new JsonList(ips), "'None' must be the first and only value");
                return;
            }
            var before = errors.Count;
            errors.Ip(here, ips[i]);
            if (errors.Count > before || i >= families.Count) continue;
            var family = ips[i].Contains(':') ? "IPv6" : "IPv4";
            if (families[i] != family) errors.Invalid(here, ips[i], $"expected an {families[i]} value as indicated by `ipFamilies[{i}]`");
        }
    }
}
