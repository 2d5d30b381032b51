using Kube.ApiServer.Kinds;

namespace Kube.ApiServer.Admission.PodSecurity.Checks;

/// <summary>No container has the rights of the node's root.</summary>
internal sealed class Privileged : PolicyCheck
{
    public override string Id => "privileged";

    public override PolicyLevel Level => PolicyLevel.Baseline;

    public override Violation? Check(CheckedPod pod, int minor)
    {
        var bad = pod.Where(context => context.IsTrue("privileged"));
        return bad.Count == 0 ? null : new("privileged", $"{Wording.Containers(bad)} must not set securityContext.privileged=true");
    }
}
