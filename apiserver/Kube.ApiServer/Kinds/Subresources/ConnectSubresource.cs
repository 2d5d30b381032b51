using Kube.ApiServer.Verbs;

namespace Kube.ApiServer.Kinds.Subresources;

/// <summary>A subresource that takes over the connection: log, exec, attach, portforward, proxy.</summary>
internal abstract class ConnectSubresource : Subresource
{
    /// <summary>The kind whose fields are its query parameters, as in PodLogOptions.</summary>
    public required string Options { get; init; }

    public abstract Task ConnectAsync(RequestScope scope);
}
