using Kube.ApiServer.Verbs;

namespace Kube.ApiServer.Streaming;

/// <summary>To a node's kubelet.</summary>
internal sealed class NodeProxySubresource : ProxySubresource
{
    protected override async Task ForwardAsync(RequestScope scope, ProxyName name, string pathAndQuery)
    {
        var kubelet = await KubeletAddress.OfNodeAsync(scope.Registry, name.Name, scope.Cancellation);
        await BackendProxy.ToKubeletAsync(scope, int.TryParse(name.Port, out var port) ? kubelet with { Port = port } : kubelet, pathAndQuery);
    }
}
