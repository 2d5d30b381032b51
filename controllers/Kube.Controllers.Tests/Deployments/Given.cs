using k8s.Models;
using Kube.Controllers.Deployments;

namespace Kube.Controllers.Tests.Deployments;

/// <summary>Deployments and ReplicaSets as tests need them.</summary>
internal static class Given
{
    public static readonly DateTimeOffset Now = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    public static V1Deployment Deployment(int replicas, string surge = "25%", string unavailable = "25%") => new()
    {
        Metadata = new V1ObjectMeta { Name = "web", NamespaceProperty = "n", Uid = "d", Generation = 1 },
        Spec = new V1DeploymentSpec
        {
            Replicas = replicas,
            ProgressDeadlineSeconds = 600,
            RevisionHistoryLimit = 10,
            Strategy = new V1DeploymentStrategy
            {
                Type = "RollingUpdate",
                RollingUpdate = new V1RollingUpdateDeployment { MaxSurge = surge, MaxUnavailable = unavailable },
            },
            Selector = new V1LabelSelector { MatchLabels = new Dictionary<string, string> { ["app"] = "web" } },
            Template = Template("v1"),
        },
        Status = new V1DeploymentStatus(),
    };

    public static V1PodTemplateSpec Template(string image) => new()
    {
        Metadata = new V1ObjectMeta { Labels = new Dictionary<string, string> { ["app"] = "web" } },
        Spec = new V1PodSpec { Containers = [new V1Container { Name = "c", Image = image }] },
    };

    public static V1ReplicaSet Set(string name, int replicas, int available = 0, int age = 0, int? max = null, string image = "v0") => new()
    {
        Metadata = new V1ObjectMeta
        {
            Name = name,
            NamespaceProperty = "n",
            Uid = name,
            Generation = 1,
            CreationTimestamp = Now.UtcDateTime.AddMinutes(-age),
            Annotations = max is null ? null : new Dictionary<string, string> { [DeploymentAnnotations.MaxReplicas] = $"{max}" },
        },
        Spec = new V1ReplicaSetSpec { Replicas = replicas, Template = Template(image) },
        Status = new V1ReplicaSetStatus { Replicas = replicas, ReadyReplicas = available, AvailableReplicas = available, ObservedGeneration = 1, TerminatingReplicas = 0 },
    };
}
