using k8s.Models;
using Kube.Machinery;
using Kube.Machinery.Clients;
using Kube.Machinery.Informers;

namespace Kube.Kubelet.Cluster;

/// <summary>
/// Config maps and secrets are read when they are needed: a node may read only those of its own pods, one by one, and a
/// pod that starts must see the newest.
/// </summary>
internal sealed class ClusterObjects(ApiClient client, Informer<V1Service> services) : IClusterObjects
{
    private readonly ResourceClient<V1ConfigMap> _configMaps = new(client);
    private readonly ResourceClient<V1Secret> _secrets = new(client);

    public Task<V1ConfigMap?> FindConfigMapAsync(string @namespace, string name, CancellationToken cancellationToken) =>
        _configMaps.FindAsync(new ObjectKey(@namespace, name), cancellationToken);

    public Task<V1Secret?> FindSecretAsync(string @namespace, string name, CancellationToken cancellationToken) =>
        _secrets.FindAsync(new ObjectKey(@namespace, name), cancellationToken);

    public async Task<IReadOnlyList<V1Service>> ListServicesAsync(CancellationToken cancellationToken)
    {
        await services.Synced.WaitAsync(cancellationToken);
        return services.Cache.List();
    }

    public async Task<ServiceAccountToken> RequestTokenAsync(V1Pod pod, string? audience, long expirationSeconds, CancellationToken cancellationToken)
    {
        var request = new Authenticationv1TokenRequest
        {
            ApiVersion = "authentication.k8s.io/v1",
            Kind = "TokenRequest",
            Spec = new V1TokenRequestSpec
            {
                Audiences = string.IsNullOrEmpty(audience) ? [] : [audience],
                ExpirationSeconds = expirationSeconds,
                BoundObjectRef = new V1BoundObjectReference { ApiVersion = "v1", Kind = "Pod", Name = pod.Metadata.Name, Uid = pod.Metadata.Uid },
            },
        };
        var answer = await client.SendAsync<Authenticationv1TokenRequest>(
            HttpMethod.Post,
            ResourceType.Of<V1ServiceAccount>().Path(pod.Metadata.NamespaceProperty, pod.Spec.ServiceAccountName ?? "default", "token"),
            ModelJson.Serialize(request),
            cancellationToken: cancellationToken);
        return new ServiceAccountToken(answer.Status.Token, new DateTimeOffset(answer.Status.ExpirationTimestamp!.Value));
    }
}
