namespace Kube.ApiServer.Admission.PodSecurity.Checks;

/// <summary>The kubelet makes sure that nothing runs as root, except in pods with users of their own since 1.35.</summary>
internal sealed class RunAsNonRoot : PolicyCheck
{
    private const string Field = "runAsNonRoot";
    private const string Reason = "runAsNonRoot != true";

    public override string Id => Field;

    public override PolicyLevel Level => PolicyLevel.Restricted;

    public override Violation? Check(CheckedPod pod, int minor)
    {
        if (minor >= 35 && pod.HasOwnUsers) return null;
        var wish = pod.SecurityContext.Bool(Field);
        var bad = pod.Where(context => context.Bool(Field) == false);
        if (wish == false || bad.Count > 0) return new(Reason, $"{Wording.Setters(wish == false, bad)} must not set securityContext.runAsNonRoot=false");
        var silent = pod.Where(context => context.Bool(Field) is null && wish != true);
        return silent.Count == 0 ? null : new(Reason, $"pod or {Wording.Containers(silent)} must set securityContext.runAsNonRoot=true");
    }
}
