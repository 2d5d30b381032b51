using k8s.Models;

namespace Kube.Kubelet.Cluster;

/// <summary>Brings what became of pods to the API server. Nothing waits: the newest status of each pod is sent when it can be.</summary>
internal interface IPodReporter
{
    void Report(V1Pod pod, V1PodStatus status);

    /// <summary>Nothing is left of a deleted pod: its last status is sent, and then the object is removed for good.</summary>
    void Remove(V1Pod pod);
}
