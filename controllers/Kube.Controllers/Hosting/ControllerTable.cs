using Kube.Controllers.BootstrapTokens;
using Kube.Controllers.Certificates;
using Kube.Controllers.ClusterRoleAggregation;
using Kube.Controllers.Deployments;
using Kube.Controllers.Endpoints;
using Kube.Controllers.EndpointSlices;
using Kube.Controllers.GarbageCollection;
using Kube.Controllers.Namespaces;
using Kube.Controllers.NodeIpam;
using Kube.Controllers.NodeLifecycle;
using Kube.Controllers.PodGarbageCollection;
using Kube.Controllers.ReplicaSets;
using Kube.Controllers.ResourceQuotas;
using Kube.Controllers.RootCertificates;
using Kube.Controllers.ServiceAccounts;
using Kube.Controllers.ServiceCidrs;
using Kube.Controllers.TaintEviction;

namespace Kube.Controllers.Hosting;

/// <summary>Every controller there is, by the name that <c>--controllers</c> knows it by.</summary>
internal static class ControllerTable
{
    public static readonly IReadOnlyList<ControllerEntry> All =
    [
        new(DeploymentController.Name, context => new DeploymentController(context)),
        new(ReplicaSetController.Name, context => new ReplicaSetController(context)),
        new(EndpointsController.Name, context => new EndpointsController(context)),
        new(EndpointSliceController.Name, context => new EndpointSliceController(context)),
        new(MirroringController.Name, context => new MirroringController(context)),
        new(NamespaceController.Name, context => new NamespaceController(context)),
        new(CertificateSigningController.Name, context => new CertificateSigningController(context)),
        new(CertificateApprovingController.Name, context => new CertificateApprovingController(context)),
        new(CertificateCleanerController.Name, context => new CertificateCleanerController(context)),
        new(TokenCleanerController.Name, context => new TokenCleanerController(context), OnlyByName: true),
        new(ServiceCidrController.Name, context => new ServiceCidrController(context)),
        new(ServiceAccountController.Name, context => new ServiceAccountController(context)),
        // Upstream gives it no role: it makes the tokens of all others.
        new(ServiceAccountTokenController.Name, context => new ServiceAccountTokenController(context), ActsAsManager: true),
        new(RootCertificateController.Name, context => new RootCertificateController(context)),
        new(GarbageCollectorController.Name, context => new GarbageCollectorController(context)),
        new(NodeLifecycleController.Name, context => new NodeLifecycleController(context)),
        new(TaintEvictionController.Name, context => new TaintEvictionController(context)),
        new(NodeIpamController.Name, context => new NodeIpamController(context)),
        new(PodGarbageController.Name, context => new PodGarbageController(context)),
        new(ResourceQuotaController.Name, context => new ResourceQuotaController(context)),
        new(ClusterRoleAggregationController.Name, context => new ClusterRoleAggregationController(context)),
    ];

    /// <summary>The controllers a <c>--controllers</c> list asks for: a name beats <c>-name</c> beats <c>*</c>.</summary>
    public static IEnumerable<ControllerEntry> Enabled(IReadOnlyCollection<string> names)
        => All.Where(entry => names.Contains(entry.Name) || (!entry.OnlyByName && names.Contains("*") && !names.Contains("-" + entry.Name)));
}
