using Kube.ApiServer.Registry;

namespace Kube.ApiServer.Kinds.Subresources;

/// <summary>What a <see cref="CreateSubresource"/> is told and may use.</summary>
/// <param name="Registry">Reads and writes any resource through the same rules as a request.</param>
internal sealed record SubresourceRequest(Resource Resource, string Namespace, string Name, WriteContext Context, ResourceRegistry Registry)
{
    /// <summary>The request as a write of the parent, for field ownership.</summary>
    public required WriteRequest Write { get; init; }
}
