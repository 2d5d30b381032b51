using Kube.ApiServer.Kinds;

namespace Kube.ApiServer.Admission.PodSecurity.Checks;

/// <summary>System calls are filtered by a profile that is named.</summary>
internal sealed class SeccompProfileRestricted : PolicyCheck
{
    public override string Id => "seccompProfile_restricted";

    public override PolicyLevel Level => PolicyLevel.Restricted;

    public override int Since => 19;

    public override string Replaces => "seccompProfile_baseline";

    public override Violation? Check(CheckedPod pod, int minor)
    {
        if (minor >= 25 && pod.IsWindows) return null;
        if (SeccompProfileBaseline.OfFields(pod) is { } bad) return bad;
        if (pod.SecurityContext.Has("seccompProfile")) return null;
        var silent = pod.Where(context => !context.Has("seccompProfile"));
        return silent.Count == 0 ? null
            : new("seccompProfile", $"pod or {Wording.Containers(silent)} must set securityContext.seccompProfile.type to \"RuntimeDefault\" or \"Localhost\"");
    }
}
