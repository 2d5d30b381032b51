using k8s.Models;

namespace Kube.Kubelet.Runtime;

internal sealed record PodIdentity(string Uid, string Namespace, string Name)
{
    public static PodIdentity Of(V1Pod pod) => new(pod.Metadata.Uid, pod.Metadata.NamespaceProperty, pod.Metadata.Name);

    /// <summary>As upstream names a pod in messages: <c>name_namespace(uid)</c>.</summary>
    public override string ToString() => $"{Name}_{Namespace}({Uid})";
}
