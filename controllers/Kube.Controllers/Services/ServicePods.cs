using System.Globalization;
using System.Net;
using System.Net.Sockets;
using k8s.Models;
using Kube.Controllers.Pods;

namespace Kube.Controllers.Services;

/// <summary>What a Service sees of a pod (upstream's controller/endpoint util and endpointslice utils).</summary>
internal static class ServicePods
{
    public const string HeadlessLabel = "service.kubernetes.io/headless";
    public const string TriggerTimeAnnotation = "endpoints.kubernetes.io/last-change-trigger-time";

    public static bool IsHeadless(this V1Service service) => service.Spec.ClusterIP == "None";

    public static bool HasSelector(this V1Service service) => service.Spec.Selector?.Count > 0;

    public static bool PublishesNotReady(this V1Service service) => service.Spec.PublishNotReadyAddresses == true;

    /// <summary>The address families of a Service, as EndpointSlices name them.</summary>
    public static IReadOnlyList<string> AddressTypes(this V1Service service)
        => service.Spec.IpFamilies is { Count: > 0 } families
            ? [.. families]
            : [service.Spec.ClusterIP?.Contains(':') == true ? "IPv6" : "IPv4"];

    /// <summary>A pod's address of one family; null while it has none.</summary>
    public static string? AddressOf(this V1Pod pod, string family)
        => (pod.Status?.PodIPs ?? []).Select(address => address.Ip).Append(pod.Status?.PodIP)
            .FirstOrDefault(address => FamilyOf(address) == family);

    public static string? FamilyOf(string? address)
        => !IPAddress.TryParse(address, out var parsed) ? null : parsed.AddressFamily == AddressFamily.InterNetworkV6 ? "IPv6" : "IPv4";

    public static bool HasEndpoint(this V1Pod pod, bool includeTerminating)
        => !pod.IsTerminal() && !string.IsNullOrEmpty(pod.Status?.PodIP) && (includeTerminating || !pod.IsTerminating());

    /// <summary>The name by which DNS knows the pod under the Service, if it has one.</summary>
    public static string? HostnameIn(this V1Pod pod, V1Service service)
        => !string.IsNullOrEmpty(pod.Spec.Hostname) && pod.Spec.Subdomain == service.Metadata.Name ? pod.Spec.Hostname : null;

    public static V1ObjectReference ReferenceTo(V1Pod pod) => new()
    {
        Kind = V1Pod.KubeKind,
        NamespaceProperty = pod.Metadata.NamespaceProperty,
        Name = pod.Metadata.Name,
        Uid = pod.Metadata.Uid,
    };

    /// <summary>The number of the container port a Service port leads to; null when the pod has no port of that name.</summary>
    public static int? PortOf(this V1Pod pod, V1ServicePort port)
    {
        var target = port.TargetPort?.Value;
        if (string.IsNullOrEmpty(target) || target == "0")
            return port.Port;
        if (int.TryParse(target, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            return number;
        // Of init containers only sidecars, which keep running, can serve.
        return pod.Spec.Containers.Concat((pod.Spec.InitContainers ?? []).Where(container => container.RestartPolicy == "Always"))
            .SelectMany(container => container.Ports ?? [])
            .FirstOrDefault(candidate => candidate.Name == target && (candidate.Protocol ?? "TCP") == (port.Protocol ?? "TCP"))
            ?.ContainerPort;
    }

    /// <summary>When what the endpoints say came about: the last readiness of a pod, or the Service itself.</summary>
    public static DateTime? TriggerTime(V1Service service, IEnumerable<V1Pod> pods)
        => pods.Select(pod => pod.Condition("Ready")?.LastTransitionTime).Append(service.Metadata.CreationTimestamp).Max();
}
