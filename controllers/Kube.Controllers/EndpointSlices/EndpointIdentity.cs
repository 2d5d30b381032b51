using k8s.Models;

namespace Kube.Controllers.EndpointSlices;

/// <summary>What makes two endpoints the same one, whatever their conditions.</summary>
internal readonly record struct EndpointIdentity(string Addresses, string? Hostname, string? Namespace, string? Name, string? Uid)
{
    public static EndpointIdentity Of(V1Endpoint endpoint) => new(
        string.Join(',', endpoint.Addresses), endpoint.Hostname, endpoint.TargetRef?.NamespaceProperty, endpoint.TargetRef?.Name,
        endpoint.TargetRef?.Uid);
}
