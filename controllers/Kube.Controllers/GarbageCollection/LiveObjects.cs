using System.Text.Json.Nodes;
using Kube.Machinery.Clients;

namespace Kube.Controllers.GarbageCollection;

/// <summary>Reads and writes objects of any kind as the server has them now; deletions never rest on a cache.</summary>
internal sealed class LiveObjects(ApiClient client, ResourceKinds kinds)
{
    /// <summary>The object with exactly this uid, or null.</summary>
    /// <exception cref="UnknownKindException">The server serves no such kind.</exception>
    public async Task<PartialObjectMetadata?> FindAsync(ObjectIdentity identity, CancellationToken cancellationToken)
    {
        try
        {
            var found = await client.SendAsync<PartialObjectMetadata>(
                HttpMethod.Get, PathOf(identity), accept: PartialObjectMetadata.Accept, cancellationToken: cancellationToken);
            return found.Metadata.Uid == identity.Uid ? found : null;
        }
        catch (ApiException failure) when (failure.IsNotFound)
        {
            return null;
        }
    }

    /// <summary>Deletes the object, if it is still the one of this uid and version.</summary>
    public Task DeleteAsync(ObjectIdentity identity, string? resourceVersion, string policy, CancellationToken cancellationToken)
    {
        var preconditions = new JsonObject { ["uid"] = identity.Uid };
        if (resourceVersion is not null)
            preconditions["resourceVersion"] = resourceVersion;
        var options = new JsonObject
        {
            ["kind"] = "DeleteOptions",
            ["apiVersion"] = "v1",
            ["preconditions"] = preconditions,
            ["propagationPolicy"] = policy,
        };
        return SendAsync(HttpMethod.Delete, identity, options, ApiClient.Json, cancellationToken);
    }

    /// <summary>
    /// Changes metadata by merge patch, which every kind understands. With the version in it, the patch fails when somebody
    /// else changed the object, so whole lists can be replaced.
    /// </summary>
    public Task PatchAsync(ObjectIdentity identity, JsonObject metadata, CancellationToken cancellationToken)
    {
        metadata["uid"] = identity.Uid;
        return SendAsync(HttpMethod.Patch, identity, new JsonObject { ["metadata"] = metadata }, PatchTypes.Merge, cancellationToken);
    }

    private async Task SendAsync(
        HttpMethod method, ObjectIdentity identity, JsonObject body, string contentType, CancellationToken cancellationToken)
    {
        try
        {
            await client.SendAsync(method, PathOf(identity), System.Text.Encoding.UTF8.GetBytes(body.ToJsonString()), contentType,
                PartialObjectMetadata.Accept, cancellationToken);
        }
        catch (ApiException failure) when (failure.IsNotFound)
        {
        }
    }

    private string PathOf(ObjectIdentity identity)
    {
        var resource = kinds.Find(identity.ApiVersion, identity.Kind) ?? throw new UnknownKindException(identity);
        return resource.Type.Path(resource.Namespaced ? identity.Namespace : null, identity.Name);
    }
}
