using k8s;
using k8s.Models;

namespace Kube.Machinery.Clients;

/// <summary>The verbs of one resource. Failures are <see cref="ApiException"/>s.</summary>
public sealed class ResourceClient<T>(ApiClient client, ResourceType? resource = null)
    where T : class, IKubernetesObject<V1ObjectMeta>
{
    public ResourceType Resource { get; } = resource ?? ResourceType.Of<T>();

    public Task<T> GetAsync(ObjectKey key, CancellationToken cancellationToken)
        => client.SendAsync<T>(HttpMethod.Get, Resource.Path(key.Namespace, key.Name), cancellationToken: cancellationToken);

    /// <summary>The object, or null when there is none.</summary>
    public async Task<T?> FindAsync(ObjectKey key, CancellationToken cancellationToken)
    {
        try
        {
            return await GetAsync(key, cancellationToken);
        }
        catch (ApiException failure) when (failure.IsNotFound)
        {
            return null;
        }
    }

    public Task<T> CreateAsync(T obj, CancellationToken cancellationToken)
        => client.SendAsync<T>(HttpMethod.Post, Resource.Path(obj.Metadata.NamespaceProperty), Body(obj), cancellationToken: cancellationToken);

    /// <summary>Replaces the object, or one of its subresources such as <c>status</c>.</summary>
    public Task<T> UpdateAsync(T obj, CancellationToken cancellationToken, string? subresource = null)
        => client.SendAsync<T>(
            HttpMethod.Put, Resource.Path(obj.Metadata.NamespaceProperty, obj.Metadata.Name, subresource), Body(obj),
            cancellationToken: cancellationToken);

    public Task<T> UpdateStatusAsync(T obj, CancellationToken cancellationToken) => UpdateAsync(obj, cancellationToken, "status");

    public Task<T> PatchAsync(
        ObjectKey key, string patchType, ReadOnlyMemory<byte> patch, CancellationToken cancellationToken, string? subresource = null)
        => client.SendAsync<T>(
            HttpMethod.Patch, Resource.Path(key.Namespace, key.Name, subresource), patch, patchType, cancellationToken: cancellationToken);

    public Task DeleteAsync(ObjectKey key, V1DeleteOptions? options, CancellationToken cancellationToken)
        => client.SendAsync(
            HttpMethod.Delete, Resource.Path(key.Namespace, key.Name), options is null ? null : ModelJson.Serialize(options),
            cancellationToken: cancellationToken);

    private byte[] Body(T obj)
    {
        obj.ApiVersion ??= Resource.ApiVersion;
        obj.Kind ??= Resource.Kind;
        return ModelJson.Serialize(obj);
    }
}
