using Kube.ApiServer.Kinds;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Admission.PodSecurity.Checks;

/// <summary>The runtime's AppArmor profile, or one of the node's, applies; by field or by the old annotations.</summary>
internal sealed class AppArmorProfile : PolicyCheck
{
    private const string Annotation = "container.apparmor.security.beta.kubernetes.io/";

    public override string Id => "appArmorProfile";

    public override PolicyLevel Level => PolicyLevel.Baseline;

    public override Violation? Check(CheckedPod pod, int minor)
    {
        var podIsBad = IsBad(pod.SecurityContext);
        var bad = pod.Where(IsBad);
        var values = pod.Containers.Select(container => container.Part("securityContext")).Append(pod.SecurityContext).Where(IsBad)
            .Select(context => context.Part("appArmorProfile").Text("type"));
        var annotations = Wording.Sorted(pod.Annotations.Where(IsBadAnnotation).Select(annotation => $"{annotation.Key}=\"{annotation.Value}\""));
        if (!podIsBad && bad.Count == 0 && annotations.Count == 0) return null;
        var all = Wording.Sorted(values).Concat(annotations).ToList();
        var setters = Wording.Setters(podIsBad, bad);
        if (annotations.Count > 0) setters += (setters.Length > 0 ? " and " : "") + Wording.Plural("annotation", annotations.Count);
        return new(Wording.Plural("forbidden AppArmor profile", all.Count), $"{setters} must not set AppArmor profile type to {Wording.Quote(all)}");
    }

    private static bool IsBad(JsonMap context) => context.Map("appArmorProfile") is { } profile && profile.Text("type") is not ("RuntimeDefault" or "Localhost");

    private static bool IsBadAnnotation(KeyValuePair<string, object?> annotation) => annotation.Key.StartsWith(Annotation, StringComparison.Ordinal)
        && annotation.Value is string value && value.Length > 0 && value != "runtime/default" && !value.StartsWith("localhost/", StringComparison.Ordinal);
}
