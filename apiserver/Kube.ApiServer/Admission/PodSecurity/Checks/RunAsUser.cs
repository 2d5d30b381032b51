using Kube.OpenApi.Json;

namespace Kube.ApiServer.Admission.PodSecurity.Checks;

/// <summary>Nothing asks to run as root, except in pods with users of their own since 1.35.</summary>
internal sealed class RunAsUser : PolicyCheck
{
    public override string Id => "runAsUser";

    public override PolicyLevel Level => PolicyLevel.Restricted;

    public override int Since => 23;

    public override Violation? Check(CheckedPod pod, int minor)
    {
        if (minor >= 35 && pod.HasOwnUsers) return null;
        var (podIsBad, bad) = (IsRoot(pod.SecurityContext), pod.Where(IsRoot));
        return !podIsBad && bad.Count == 0 ? null : new("runAsUser=0", $"{Wording.Setters(podIsBad, bad)} must not set runAsUser=0");
    }

    private static bool IsRoot(JsonMap context) => context.Long("runAsUser") == 0;
}
