using Kube.ApiServer.Kinds;

namespace Kube.ApiServer.Admission.PodSecurity.Checks;

/// <summary>Containers get no capability that runtimes do not give by themselves.</summary>
internal sealed class CapabilitiesBaseline : PolicyCheck
{
    private static readonly HashSet<string> Allowed =
    [
        "AUDIT_WRITE", "CHOWN", "DAC_OVERRIDE", "FOWNER", "FSETID", "KILL", "MKNOD", "NET_BIND_SERVICE", "SETFCAP", "SETGID", "SETPCAP", "SETUID", "SYS_CHROOT",
    ];

    public override string Id => "capabilities_baseline";

    public override PolicyLevel Level => PolicyLevel.Baseline;

    public override Violation? Check(CheckedPod pod, int minor)
    {
        var added = new List<string>();
        var bad = pod.Where(context =>
        {
            var forbidden = context.Part("capabilities").Strings("add").Where(name => !Allowed.Contains(name)).ToList();
            added.AddRange(forbidden);
            return forbidden.Count > 0;
        });
        return bad.Count == 0 ? null
            : new("non-default capabilities", $"{Wording.Containers(bad)} must not include {Wording.Quote(Wording.Sorted(added))} in securityContext.capabilities.add");
    }
}
