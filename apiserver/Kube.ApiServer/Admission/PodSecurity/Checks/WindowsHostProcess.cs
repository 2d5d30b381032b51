using Kube.ApiServer.Kinds;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Admission.PodSecurity.Checks;

/// <summary>No container runs as a process of a Windows node.</summary>
internal sealed class WindowsHostProcess : PolicyCheck
{
    public override string Id => "windowsHostProcess";

    public override PolicyLevel Level => PolicyLevel.Baseline;

    public override Violation? Check(CheckedPod pod, int minor)
    {
        var (podIsBad, bad) = (IsBad(pod.SecurityContext), pod.Where(IsBad));
        return !podIsBad && bad.Count == 0 ? null : new("hostProcess", $"{Wording.Setters(podIsBad, bad)} must not set securityContext.windowsOptions.hostProcess=true");
    }

    private static bool IsBad(JsonMap context) => context.Part("windowsOptions").IsTrue("hostProcess");
}
