namespace Kube.Controllers.Hosting;

/// <summary>The service accounts of controllers, which upstream's roles are bound to.</summary>
internal static class ControllerAccounts
{
    private static readonly Dictionary<string, string> Different = new(StringComparer.Ordinal)
    {
        ["certificatesigningrequest-approving-controller"] = "certificate-controller",
        ["certificatesigningrequest-cleaner-controller"] = "certificate-controller",
        ["certificatesigningrequest-signing-controller"] = "certificate-controller",
        ["daemonset-controller"] = "daemon-set-controller",
        ["endpoints-controller"] = "endpoint-controller",
        ["endpointslice-mirroring-controller"] = "endpointslicemirroring-controller",
        ["garbage-collector-controller"] = "generic-garbage-collector",
        ["horizontal-pod-autoscaler-controller"] = "horizontal-pod-autoscaler",
        ["node-ipam-controller"] = "node-controller",
        ["node-lifecycle-controller"] = "node-controller",
        ["persistentvolume-binder-controller"] = "persistent-volume-binder",
        ["persistentvolume-expander-controller"] = "expand-controller",
        ["persistentvolume-protection-controller"] = "pv-protection-controller",
        ["persistentvolumeclaim-protection-controller"] = "pvc-protection-controller",
        ["pod-garbage-collector-controller"] = "pod-garbage-collector",
        ["replicationcontroller-controller"] = "replication-controller",
        ["root-ca-certificate-publisher-controller"] = "root-ca-cert-publisher",
        ["service-cidr-controller"] = "service-cidrs-controller",
        ["serviceaccount-controller"] = "service-account-controller",
        ["taint-eviction-controller"] = "node-controller",
        ["token-cleaner-controller"] = "token-cleaner",
    };

    /// <param name="controller">A name of <see cref="ControllerTable"/>; most accounts are named the same.</param>
    public static string Of(string controller) => Different.GetValueOrDefault(controller, controller);
}
