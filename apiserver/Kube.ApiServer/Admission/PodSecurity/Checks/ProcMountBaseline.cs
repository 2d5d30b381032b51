namespace Kube.ApiServer.Admission.PodSecurity.Checks;

/// <summary>/proc is masked, except for pods with users of their own since 1.35.</summary>
internal sealed class ProcMountBaseline : PolicyCheck
{
    public override string Id => ProcMountRestricted.BaselineId;

    public override PolicyLevel Level => PolicyLevel.Baseline;

    public override Violation? Check(CheckedPod pod, int minor) => minor >= 35 && pod.HasOwnUsers ? null : ProcMountRestricted.Find(pod);
}
