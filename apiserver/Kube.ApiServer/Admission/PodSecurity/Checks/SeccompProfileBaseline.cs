using Kube.ApiServer.Kinds;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Admission.PodSecurity.Checks;

/// <summary>System calls are not unfiltered: no profile, the runtime's or one of the node's; by annotations before 1.19.</summary>
internal sealed class SeccompProfileBaseline : PolicyCheck
{
    private const string PodAnnotation = "seccomp.security.alpha.kubernetes.io/pod";
    private const string ContainerAnnotation = "container.seccomp.security.alpha.kubernetes.io/";

    public override string Id => "seccompProfile_baseline";

    public override PolicyLevel Level => PolicyLevel.Baseline;

    public override Violation? Check(CheckedPod pod, int minor) => minor < 19 ? OfAnnotations(pod) : OfFields(pod);

    /// <summary>What sets a profile that no standard allows.</summary>
    public static Violation? OfFields(CheckedPod pod)
    {
        var (podIsBad, bad) = (IsBad(pod.SecurityContext), pod.Where(IsBad));
        if (!podIsBad && bad.Count == 0) return null;
        var types = pod.Containers.Select(container => container.Part("securityContext")).Append(pod.SecurityContext).Where(IsBad)
            .Select(context => context.Part("seccompProfile").Text("type"));
        return new("seccompProfile", $"{Wording.Setters(podIsBad, bad)} must not set securityContext.seccompProfile.type to {Wording.Quote(Wording.Sorted(types))}");
    }

    private static bool IsBad(JsonMap context) => context.Map("seccompProfile") is { } profile && profile.Text("type") is not ("RuntimeDefault" or "Localhost");

    private static Violation? OfAnnotations(CheckedPod pod)
    {
        var keys = pod.Containers.Select(container => ContainerAnnotation + container.Text("name")).Prepend(PodAnnotation);
        var bad = Wording.Sorted(keys.Where(key => pod.Annotations.String(key) is { } value && !IsAllowed(value)).Select(key => $"{key}=\"{pod.Annotations.String(key)}\""));
        return bad.Count == 0 ? null : new("seccompProfile", $"forbidden {Wording.Plural("annotation", bad.Count)} {string.Join(", ", bad)}");
    }

    private static bool IsAllowed(string value) => value is "runtime/default" or "docker/default" || value.StartsWith("localhost/", StringComparison.Ordinal);
}
