using Kube.ApiServer.Verbs;

namespace Kube.ApiServer.Kinds.Subresources;

/// <summary>A subresource that takes over the connection: log, exec, attach, portforward, proxy.</summary>
internal abstract class ConnectSubresource : Subresource
{
    public abstract Task ConnectAsync(RequestScope scope);
}
