using Kube.ApiServer.Kinds;

namespace Kube.ApiServer.Admission.PodSecurity.Checks;

/// <summary>Pods have a network, processes and shared memory of their own.</summary>
internal sealed class HostNamespaces : PolicyCheck
{
    public override string Id => "hostNamespaces";

    public override PolicyLevel Level => PolicyLevel.Baseline;

    public override Violation? Check(CheckedPod pod, int minor)
    {
        var shared = ((string[])["hostNetwork", "hostPID", "hostIPC"]).Where(field => pod.Spec.IsTrue(field)).Select(field => field + "=true").ToList();
        return shared.Count == 0 ? null : new("host namespaces", string.Join(", ", shared));
    }
}
