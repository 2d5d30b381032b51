using k8s.Models;

namespace Kube.Kubelet.Containers;

/// <summary>The names a pod has for itself (https://kubernetes.io/docs/concepts/services-networking/dns-pod-service).</summary>
internal static class PodHostname
{
    private const int MaxLength = 63;

    public static string Of(V1Pod pod, string nodeName)
    {
        if (pod.Spec.HostNetwork == true)
            return nodeName;
        if (pod.Spec.HostnameOverride is { Length: > 0 } given)
            return given;
        var name = string.IsNullOrEmpty(pod.Spec.Hostname) ? pod.Metadata.Name : pod.Spec.Hostname;
        return name.Length <= MaxLength ? name : name[..MaxLength].TrimEnd('-', '.');
    }

    /// <summary>The fully qualified name, or null without a subdomain.</summary>
    public static string? FullOf(V1Pod pod, string nodeName, string clusterDomain) => string.IsNullOrEmpty(pod.Spec.Subdomain)
        ? null
        : $"{Of(pod, nodeName)}.{pod.Spec.Subdomain}.{pod.Metadata.NamespaceProperty}.svc.{clusterDomain}";
}
