using System.Text.Json;
using k8s.Models;

namespace Kube.Kubelet.Containers;

/// <summary>Reads the field of a pod that a <c>fieldRef</c> names (https://kubernetes.io/docs/concepts/workloads/pods/downward-api).</summary>
internal static class FieldReference
{
    /// <exception cref="ConfigException">The path names nothing a pod may learn of itself.</exception>
    public static string Read(V1Pod pod, PodAddresses addresses, string path)
    {
        if (Subscript(path, "metadata.labels") is { } label)
            return pod.Metadata.Labels?.TryGetValue(label, out var value) == true ? value : "";
        if (Subscript(path, "metadata.annotations") is { } annotation)
            return pod.Metadata.Annotations?.TryGetValue(annotation, out var value) == true ? value : "";
        return path switch
        {
            "metadata.name" => pod.Metadata.Name,
            "metadata.namespace" => pod.Metadata.NamespaceProperty,
            "metadata.uid" => pod.Metadata.Uid,
            "metadata.labels" => Lines(pod.Metadata.Labels),
            "metadata.annotations" => Lines(pod.Metadata.Annotations),
            "spec.nodeName" => pod.Spec.NodeName,
            "spec.serviceAccountName" => pod.Spec.ServiceAccountName ?? "",
            "status.hostIP" or "status.hostIPs" => addresses.HostIp,
            "status.podIP" or "status.podIPs" => addresses.PodIp,
            _ => throw new ConfigException($"unsupported fieldPath: {path}"),
        };
    }

    /// <summary>As upstream writes maps to files: one <c>key="value"</c> a line, sorted.</summary>
    private static string Lines(IDictionary<string, string>? map) => string.Join('\n', (map ?? new Dictionary<string, string>())
        .OrderBy(entry => entry.Key, StringComparer.Ordinal)
        .Select(entry => $"{entry.Key}={JsonSerializer.Serialize(entry.Value, QuoteOptions)}"));

    private static readonly JsonSerializerOptions QuoteOptions =
        new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static string? Subscript(string path, string map) =>
        path.StartsWith($"{map}['", StringComparison.Ordinal) && path.EndsWith("']", StringComparison.Ordinal) ? path[(map.Length + 2)..^2] : null;
}

internal sealed record PodAddresses(string HostIp, string PodIp);
