namespace Kube.ApiServer.Admission.PodSecurity.Checks;

/// <summary>No process gets more rights than the one that started it.</summary>
internal sealed class AllowPrivilegeEscalation : PolicyCheck
{
    public override string Id => "allowPrivilegeEscalation";

    public override PolicyLevel Level => PolicyLevel.Restricted;

    public override int Since => 8;

    public override Violation? Check(CheckedPod pod, int minor)
    {
        if (minor >= 25 && pod.IsWindows) return null;
        var bad = pod.Where(context => context.Bool("allowPrivilegeEscalation") != false);
        return bad.Count == 0 ? null : new("allowPrivilegeEscalation != false", $"{Wording.Containers(bad)} must set securityContext.allowPrivilegeEscalation=false");
    }
}
