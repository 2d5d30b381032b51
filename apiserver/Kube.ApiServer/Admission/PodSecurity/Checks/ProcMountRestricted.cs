namespace Kube.ApiServer.Admission.PodSecurity.Checks;

/// <summary>/proc is masked for every pod.</summary>
internal sealed class ProcMountRestricted : PolicyCheck
{
    public const string BaselineId = "procMount";

    public override string Id => "procMount_restricted";

    public override PolicyLevel Level => PolicyLevel.Restricted;

    public override int Since => 35;

    public override string Replaces => BaselineId;

    public override Violation? Check(CheckedPod pod, int minor) => Find(pod);

    public static Violation? Find(CheckedPod pod)
    {
        var types = new List<string>();
        var bad = pod.Where(context =>
        {
            if (context.String("procMount") is not { } type || type == "Default") return false;
            types.Add(type);
            return true;
        });
        return bad.Count == 0 ? null : new("procMount", $"{Wording.Containers(bad)} must not set securityContext.procMount to {Wording.Quote(Wording.Sorted(types))}");
    }
}
