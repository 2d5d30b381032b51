using k8s.Models;

namespace Kube.Kubelet.Cluster;

/// <summary>Where the kubelet tells users what it did. Recording never fails and never waits.</summary>
internal interface IEventSink
{
    void Record(V1ObjectReference about, string type, string reason, string message);
}

internal static class EventSinkExtensions
{
    public static void Pod(this IEventSink events, V1Pod pod, string type, string reason, string message) =>
        events.Record(Reference(pod, null), type, reason, message);

    public static void Container(this IEventSink events, V1Pod pod, string container, string type, string reason, string message) =>
        events.Record(Reference(pod, container), type, reason, message);

    private static V1ObjectReference Reference(V1Pod pod, string? container) => new()
    {
        ApiVersion = "v1",
        Kind = "Pod",
        Name = pod.Metadata.Name,
        NamespaceProperty = pod.Metadata.NamespaceProperty,
        Uid = pod.Metadata.Uid,
        ResourceVersion = pod.Metadata.ResourceVersion,
        FieldPath = container is null ? null
            : Pods.PodSpecExtensions.IsInit(pod.Spec, container) ? $"spec.initContainers{{{container}}}" : $"spec.containers{{{container}}}",
    };
}
