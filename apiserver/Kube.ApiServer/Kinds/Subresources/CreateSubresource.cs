using Kube.OpenApi.Json;
using Kube.OpenApi.Schemas;

namespace Kube.ApiServer.Kinds.Subresources;

/// <summary>A POST that does something to its parent: binding, eviction, token.</summary>
internal abstract class CreateSubresource : Subresource
{
    public override Verb Verbs => Verb.Create;

    /// <summary>What the body decodes as.</summary>
    public abstract TypeSchema Input { get; }

    /// <returns>What the client gets, with status 201.</returns>
    public abstract ValueTask<JsonMap> CreateAsync(SubresourceRequest request, JsonMap body, CancellationToken cancellation);
}
