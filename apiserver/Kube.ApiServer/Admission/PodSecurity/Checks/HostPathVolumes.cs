using Kube.ApiServer.Kinds;

namespace Kube.ApiServer.Admission.PodSecurity.Checks;

/// <summary>Pods see none of the node's files.</summary>
internal sealed class HostPathVolumes : PolicyCheck
{
    public override string Id => "hostPathVolumes";

    public override PolicyLevel Level => PolicyLevel.Baseline;

    public override Violation? Check(CheckedPod pod, int minor)
    {
        var bad = pod.Spec.Maps("volumes").Where(volume => volume.Has("hostPath")).Select(volume => volume.Text("name")).ToList();
        return bad.Count == 0 ? null : new("hostPath volumes", Wording.Named("volume", bad));
    }
}
