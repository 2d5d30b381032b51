using k8s.Models;
using Kube.Kubelet.Cluster;

namespace Kube.Kubelet.Tests.Pods;

/// <summary>The objects pods refer to, given by the test.</summary>
internal sealed class InMemoryCluster : IClusterObjects
{
    public Dictionary<string, V1ConfigMap> ConfigMaps { get; } = [];

    public Dictionary<string, V1Secret> Secrets { get; } = [];

    public List<V1Service> Services { get; } = [];

    public int TokensIssued { get; private set; }

    public Task<V1ConfigMap?> FindConfigMapAsync(string @namespace, string name, CancellationToken cancellationToken) =>
        Task.FromResult(ConfigMaps.GetValueOrDefault(name));

    public Task<V1Secret?> FindSecretAsync(string @namespace, string name, CancellationToken cancellationToken) =>
        Task.FromResult(Secrets.GetValueOrDefault(name));

    public Task<IReadOnlyList<V1Service>> ListServicesAsync(CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<V1Service>>(Services);

    public Task<ServiceAccountToken> RequestTokenAsync(V1Pod pod, string? audience, long expirationSeconds, CancellationToken cancellationToken) =>
        Task.FromResult(new ServiceAccountToken($"token-{++TokensIssued}", TimeProvider.System.GetUtcNow().AddSeconds(expirationSeconds)));
}
