namespace Kube.Controllers.Deployments;

internal static class DeploymentAnnotations
{
    /// <summary>The number of a rollout, on the Deployment and on each of its ReplicaSets.</summary>
    public const string Revision = "deployment.kubernetes.io/revision";

    /// <summary>Earlier revisions of a ReplicaSet that a rollback made the current one again.</summary>
    public const string RevisionHistory = "deployment.kubernetes.io/revision-history";

    /// <summary>The size of the Deployment when it last sized the ReplicaSet, by which a change of size is noticed.</summary>
    public const string DesiredReplicas = "deployment.kubernetes.io/desired-replicas";

    /// <summary>The most pods the Deployment could have had then, by which ReplicaSets are sized in proportion.</summary>
    public const string MaxReplicas = "deployment.kubernetes.io/max-replicas";

    public const string LastApplied = "kubectl.kubernetes.io/last-applied-configuration";

    /// <summary>The label that keeps the pods of one template apart from those of another.</summary>
    public const string PodTemplateHashLabel = "pod-template-hash";
}
