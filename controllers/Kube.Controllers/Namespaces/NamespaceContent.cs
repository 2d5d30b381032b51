using Kube.Machinery.Clients;
using Kube.Machinery.Informers;

namespace Kube.Controllers.Namespaces;

/// <summary>Deletes everything in a namespace, whatever kinds the server serves.</summary>
internal sealed class NamespaceContent(ApiClient client)
{
    private static readonly byte[] Background = """{"kind":"DeleteOptions","apiVersion":"v1","propagationPolicy":"Background"}"""u8.ToArray();

    public async Task<IReadOnlyList<ServedResource>> DiscoverAsync(CancellationToken cancellationToken)
        => [.. Discovery.Preferred(await Discovery.ResourcesAsync(client, cancellationToken))
            .Where(resource => resource.Namespaced && resource.Supports("delete"))];

    /// <summary>Asks for the deletion of all objects of a resource and counts those that are still there then.</summary>
    public async Task<Remaining?> DeleteAsync(string @namespace, ServedResource resource, CancellationToken cancellationToken)
    {
        if (resource.Supports("deletecollection"))
        {
            await client.SendAsync(HttpMethod.Delete, resource.Type.Path(@namespace), Background, cancellationToken: cancellationToken);
        }
        else if (resource.Supports("list"))
        {
            foreach (var obj in await ListAsync(@namespace, resource, cancellationToken))
                await DeleteOneAsync(@namespace, resource, obj.Metadata.Name, cancellationToken);
        }
        if (!resource.Supports("list"))
            return null;

        var left = await ListAsync(@namespace, resource, cancellationToken);
        return left.Count == 0
            ? null
            : new Remaining(
                resource.Type, left.Count,
                left.SelectMany(obj => obj.Metadata.Finalizers ?? []).CountBy(finalizer => finalizer).ToDictionary());
    }

    private async Task<IList<PartialObjectMetadata>> ListAsync(string @namespace, ServedResource resource, CancellationToken cancellationToken)
    {
        var list = await client.SendAsync<ObjectList<PartialObjectMetadata>>(
            HttpMethod.Get, resource.Type.Path(@namespace), accept: PartialObjectMetadata.ListAccept, cancellationToken: cancellationToken);
        return list.Items ?? [];
    }

    private async Task DeleteOneAsync(string @namespace, ServedResource resource, string name, CancellationToken cancellationToken)
    {
        try
        {
            await client.SendAsync(HttpMethod.Delete, resource.Type.Path(@namespace, name), Background, cancellationToken: cancellationToken);
        }
        catch (ApiException failure) when (failure.IsNotFound)
        {
        }
    }
}
