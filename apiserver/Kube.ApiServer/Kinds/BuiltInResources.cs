using Kube.ApiServer.Kinds.AdmissionRegistration.Policies;
using Kube.ApiServer.Kinds.AdmissionRegistration.Webhooks;
using Kube.ApiServer.Kinds.ApiExtensions.CustomResourceDefinitions;
using Kube.ApiServer.Kinds.ApiRegistration.ApiServices;
using Kube.ApiServer.Kinds.Apps.ControllerRevisions;
using Kube.ApiServer.Kinds.Apps.DaemonSets;
using Kube.ApiServer.Kinds.Apps.Deployments;
using Kube.ApiServer.Kinds.Apps.ReplicaSets;
using Kube.ApiServer.Kinds.Apps.StatefulSets;
using Kube.ApiServer.Kinds.Authentication;
using Kube.ApiServer.Kinds.Authorization;
using Kube.ApiServer.Kinds.Autoscaling.HorizontalPodAutoscalers;
using Kube.ApiServer.Kinds.Autoscaling.HorizontalPodAutoscalersV1;
using Kube.ApiServer.Kinds.Batch.CronJobs;
using Kube.ApiServer.Kinds.Batch.Jobs;
using Kube.ApiServer.Kinds.Certificates.CertificateSigningRequests;
using Kube.ApiServer.Kinds.Coordination.Leases;
using Kube.ApiServer.Kinds.Core.Bindings;
using Kube.ApiServer.Kinds.Core.ComponentStatuses;
using Kube.ApiServer.Kinds.Core.ConfigMaps;
using Kube.ApiServer.Kinds.Core.Endpoints;
using Kube.ApiServer.Kinds.Core.Events;
using Kube.ApiServer.Kinds.Core.LimitRanges;
using Kube.ApiServer.Kinds.Core.Namespaces;
using Kube.ApiServer.Kinds.Core.Nodes;
using Kube.ApiServer.Kinds.Core.PersistentVolumeClaims;
using Kube.ApiServer.Kinds.Core.PersistentVolumes;
using Kube.ApiServer.Kinds.Core.PodTemplates;
using Kube.ApiServer.Kinds.Core.Pods;
using Kube.ApiServer.Kinds.Core.ReplicationControllers;
using Kube.ApiServer.Kinds.Core.ResourceQuotas;
using Kube.ApiServer.Kinds.Core.Secrets;
using Kube.ApiServer.Kinds.Core.ServiceAccounts;
using Kube.ApiServer.Kinds.Core.Services;
using Kube.ApiServer.Kinds.Discovery.EndpointSlices;
using Kube.ApiServer.Kinds.DynamicResources.DeviceClasses;
using Kube.ApiServer.Kinds.DynamicResources.ResourceClaimTemplates;
using Kube.ApiServer.Kinds.DynamicResources.ResourceClaims;
using Kube.ApiServer.Kinds.DynamicResources.ResourceSlices;
using Kube.ApiServer.Kinds.FlowControl.FlowSchemas;
using Kube.ApiServer.Kinds.FlowControl.PriorityLevels;
using Kube.ApiServer.Kinds.Networking.IngressClasses;
using Kube.ApiServer.Kinds.Networking.Ingresses;
using Kube.ApiServer.Kinds.Networking.IpAddresses;
using Kube.ApiServer.Kinds.Networking.NetworkPolicies;
using Kube.ApiServer.Kinds.Networking.ServiceCidrs;
using Kube.ApiServer.Kinds.Node.RuntimeClasses;
using Kube.ApiServer.Kinds.Policy.PodDisruptionBudgets;
using Kube.ApiServer.Kinds.Rbac.RoleBindings;
using Kube.ApiServer.Kinds.Rbac.Roles;
using Kube.ApiServer.Kinds.Scheduling.PriorityClasses;
using Kube.ApiServer.Kinds.Storage.CsiDrivers;
using Kube.ApiServer.Kinds.Storage.CsiNodes;
using Kube.ApiServer.Kinds.Storage.CsiStorageCapacities;
using Kube.ApiServer.Kinds.Storage.StorageClasses;
using Kube.ApiServer.Kinds.Storage.VolumeAttachments;
using Kube.ApiServer.Kinds.Storage.VolumeAttributesClasses;

namespace Kube.ApiServer.Kinds;

/// <summary>Every resource this server serves, in discovery's order. A new kind is its folder and a line here.</summary>
internal static class BuiltInResources
{
    public static IReadOnlyList<Resource> All { get; } =
    [
        BindingKind.Resource,
        ComponentStatusKind.Resource,
        ConfigMapKind.Resource,
        EndpointsKind.Resource,
        EventKind.Resource,
        LimitRangeKind.Resource,
        NamespaceKind.Resource,
        NodeKind.Resource,
        PersistentVolumeClaimKind.Resource,
        PersistentVolumeKind.Resource,
        PodKind.Resource,
        PodTemplateKind.Resource,
        ReplicationControllerKind.Resource,
        ResourceQuotaKind.Resource,
        SecretKind.Resource,
        ServiceAccountKind.Resource,
        ServiceKind.Resource,
        ApiServiceKind.Resource,
        ControllerRevisionKind.Resource,
        DaemonSetKind.Resource,
        DeploymentKind.Resource,
        ReplicaSetKind.Resource,
        StatefulSetKind.Resource,
        Events.Events.EventKind.Resource,
        AuthenticationReviewKinds.SelfSubject,
        AuthenticationReviewKinds.Token,
        AccessReviewKinds.Local,
        AccessReviewKinds.Self,
        AccessReviewKinds.SelfRules,
        AccessReviewKinds.Subject,
        HorizontalPodAutoscalerKind.Resource,
        HorizontalPodAutoscalerV1Kind.Resource,
        CronJobKind.Resource,
        JobKind.Resource,
        CertificateSigningRequestKind.Resource,
        IngressClassKind.Resource,
        IngressKind.Resource,
        IpAddressKind.Resource,
        NetworkPolicyKind.Resource,
        ServiceCidrKind.Resource,
        PodDisruptionBudgetKind.Resource,
        RoleBindingKinds.ClusterRoleBinding,
        RoleKinds.ClusterRole,
        RoleBindingKinds.RoleBinding,
        RoleKinds.Role,
        CsiDriverKind.Resource,
        CsiNodeKind.Resource,
        CsiStorageCapacityKind.Resource,
        StorageClassKind.Resource,
        VolumeAttachmentKind.Resource,
        VolumeAttributesClassKind.Resource,
        PolicyKinds.Mutating,
        PolicyBindingKinds.Mutating,
        WebhookConfigurationKinds.Mutating,
        PolicyKinds.Validating,
        PolicyBindingKinds.Validating,
        WebhookConfigurationKinds.Validating,
        CustomResourceDefinitionKind.Resource,
        PriorityClassKind.Resource,
        LeaseKind.Resource,
        RuntimeClassKind.Resource,
        EndpointSliceKind.Resource,
        DeviceClassKind.Resource,
        ResourceClaimKind.Resource,
        ResourceClaimTemplateKind.Resource,
        ResourceSliceKind.Resource,
        FlowSchemaKind.Resource,
        PriorityLevelConfigurationKind.Resource,
    ];

    /// <exception cref="InvalidOperationException">There is none: a mistake of the caller.</exception>
    public static Resource Named(string group, string plural) => All.First(resource => resource.Group == group && resource.Plural == plural);
}
