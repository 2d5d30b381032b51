using Kube.ApiServer.Admission.LimitRanges;
using Kube.ApiServer.Admission.Nodes;
using Kube.ApiServer.Admission.PodSecurity;
using Kube.ApiServer.Admission.Quotas;
using Kube.ApiServer.Admission.Steps;

namespace Kube.ApiServer.Admission;

/// <summary>
/// Upstream's plugins in the order they run: <c>pkg/kubeapiserver/options/plugins.go</c>. Those that are on by default and made
/// nowhere here do nothing upstream either as long as their features are off, or nobody has configured them.
/// </summary>
internal static class AdmissionPlugins
{
    public static IReadOnlyList<AdmissionPlugin> InOrder { get; } =
    [
        new("AlwaysAdmit", false, _ => new AlwaysAdmit()),
        new("NamespaceAutoProvision", false, _ => new NamespaceAutoProvision()),
        new("NamespaceLifecycle", true, _ => new NamespaceLifecycle()),
        new("NamespaceExists", false, _ => new NamespaceExists()),
        new("LimitPodHardAntiAffinityTopology", false, _ => new LimitPodHardAntiAffinityTopology()),
        new("LimitRanger", true, _ => new LimitRanger()),
        new("ServiceAccount", true, _ => new ServiceAccount()),
        new("NodeRestriction", false, context => new NodeRestriction(context.Authorizer)),
        new("TaintNodesByCondition", true, _ => new TaintNodesByCondition()),
        new("AlwaysPullImages", false, _ => new AlwaysPullImages()),
        new("ImagePolicyWebhook", false),
        new("PodSecurity", true, context => new PodSecurityStep(PodSecurityConfiguration.Read(context.Configuration))),
        new("PodNodeSelector", false),
        new("Priority", true, _ => new Priority()),
        new("DefaultTolerationSeconds", true, _ => new DefaultTolerationSeconds()),
        new("PodTolerationRestriction", false),
        new("EventRateLimit", false),
        new("ExtendedResourceToleration", false, _ => new ExtendedResourceToleration()),
        new("DefaultStorageClass", true, _ => new DefaultStorageClass()),
        new("StorageObjectInUseProtection", true, _ => new StorageObjectInUseProtection()),
        new("PodGroupProtection", true),
        new("OwnerReferencesPermissionEnforcement", false),
        new("PersistentVolumeClaimResize", true, _ => new PersistentVolumeClaimResize()),
        new("RuntimeClass", true, _ => new RuntimeClass()),
        new("CertificateApproval", true, context => new CertificateApproval(context.Authorizer)),
        new("CertificateSigning", true, context => new CertificateSigning(context.Authorizer)),
        new("ClusterTrustBundleAttest", true),
        new("CertificateSubjectRestriction", true, _ => new CertificateSubjectRestriction()),
        new("DefaultIngressClass", true, _ => new DefaultIngressClass()),
        new("DenyServiceExternalIPs", false, _ => new DenyServiceExternalIPs()),
        new("PodTopologyLabels", true, _ => new PodTopologyLabels()),
        new("PodGroupWorkloadExists", true),
        new("NodeDeclaredFeatureValidator", true),
        new("JobValidation", true),
        new("PodResizeValidator", true, _ => new PodResizeValidator()),
        new("MutatingAdmissionPolicy", true),
        new("MutatingAdmissionWebhook", true),
        new("ValidatingAdmissionPolicy", true),
        new("ValidatingAdmissionWebhook", true),
        new("ResourceQuota", true, context => new ResourceQuotaStep(ResourceQuotaConfiguration.Read(context.Configuration))),
        new("AlwaysDeny", false, _ => new AlwaysDeny()),
    ];
}
