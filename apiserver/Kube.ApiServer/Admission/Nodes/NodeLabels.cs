namespace Kube.ApiServer.Admission.Nodes;

/// <summary>Which labels a kubelet may set on its node: <c>k8s.io/kubelet/pkg/apis</c> and the node-restriction prefix.</summary>
internal static class NodeLabels
{
    private static readonly HashSet<string> Allowed =
    [
        "kubernetes.io/hostname", "kubernetes.io/os", "kubernetes.io/arch", "beta.kubernetes.io/os", "beta.kubernetes.io/arch",
        "node.kubernetes.io/instance-type", "beta.kubernetes.io/instance-type", "topology.kubernetes.io/zone", "topology.kubernetes.io/region",
        "failure-domain.beta.kubernetes.io/zone", "failure-domain.beta.kubernetes.io/region",
    ];

    public static bool IsForbidden(string label)
    {
        var domain = label.Contains('/') ? label[..label.IndexOf('/')] : "";
        if (IsIn(domain, "node-restriction.kubernetes.io")) return true;
        return (IsIn(domain, "kubernetes.io") || IsIn(domain, "k8s.io"))
            && !Allowed.Contains(label) && !IsIn(domain, "kubelet.kubernetes.io") && !IsIn(domain, "node.kubernetes.io");
    }

    private static bool IsIn(string domain, string parent) => domain == parent || domain.EndsWith("." + parent, StringComparison.Ordinal);
}
