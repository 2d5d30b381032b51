using k8s.Models;

namespace Kube.Kubelet.Cluster;

/// <summary>The objects of the cluster that pods refer to.</summary>
internal interface IClusterObjects
{
    /// <returns>The object, at most a few seconds old, or null when there is none.</returns>
    Task<V1ConfigMap?> FindConfigMapAsync(string @namespace, string name, CancellationToken cancellationToken);

    /// <inheritdoc cref="FindConfigMapAsync"/>
    Task<V1Secret?> FindSecretAsync(string @namespace, string name, CancellationToken cancellationToken);

    /// <summary>Every service. Waits until they are known, since a container started without them would never learn them.</summary>
    Task<IReadOnlyList<V1Service>> ListServicesAsync(CancellationToken cancellationToken);

    /// <summary>Asks for a token of the pod's service account, bound to the pod.</summary>
    Task<ServiceAccountToken> RequestTokenAsync(V1Pod pod, string? audience, long expirationSeconds, CancellationToken cancellationToken);
}

internal sealed record ServiceAccountToken(string Value, DateTimeOffset ExpiresAt);
