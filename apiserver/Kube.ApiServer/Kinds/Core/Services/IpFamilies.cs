using Kube.ApiServer.Validation;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Kinds.Core.Services;

/// <summary>Which IP versions a service has, in a cluster whose services are IPv4 only: initIPFamilyFields.</summary>
internal static class IpFamilies
{
    private const string Single = "SingleStack";

    private static readonly FieldPath Spec = FieldPath.Of("spec");

    public static void Set(JsonMap spec, FieldErrors errors)
    {
        if (!ServiceTraits.NeedsClusterIp(spec)) return;
        // Nothing is allocated for a headless service without a selector, so it may have whatever its endpoints have.
        var free = ServiceTraits.IsHeadless(spec) && spec.CountOf("selector") == 0;
        if (free)
        {
            if (!spec.Has("ipFamilyPolicy")) spec["ipFamilyPolicy"] = spec.CountOf("ipFamilies") == 1 ? Single : "RequireDualStack";
            if (spec.CountOf("ipFamilies") == 0) spec["ipFamilies"] = spec.Text("ipFamilyPolicy") == Single ? new JsonList { "IPv4" } : new JsonList { "IPv4", "IPv6" };
            return;
        }
        if (spec.Text("ipFamilyPolicy") == "RequireDualStack")
            errors.Invalid(Spec.Child("ipFamilyPolicy"), "RequireDualStack", "this cluster is not configured for dual-stack services");
        var families = spec.Strings("ipFamilies");
        for (var i = 0; i < families.Count; i++)
        {
            if (families[i] == "IPv6") errors.Invalid(Spec.Child("ipFamilies").Index(i), families[i], "not configured on this cluster");
        }
        spec.Default("ipFamilyPolicy", Single);
        if (families.Count == 0) spec["ipFamilies"] = new JsonList { "IPv4" };
    }
}
