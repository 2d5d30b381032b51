using Kube.ApiServer.Errors;
using Kube.ApiServer.Kinds;
using Kube.ApiServer.Kinds.Core.Pods;
using Kube.ApiServer.Kinds.Subresources;
using Kube.ApiServer.Verbs;

namespace Kube.ApiServer.Streaming;

/// <summary><c>pods/{name}/portforward</c>.</summary>
internal sealed class PortForwardSubresource : ConnectSubresource
{
    public override Verb Verbs => Verb.Create | Verb.Get;

    public override async Task ConnectAsync(RequestScope scope)
    {
        if (scope.Info.Verb is not ("get" or "create")) throw StatusException.MethodNotAllowed();
        await scope.RequireAsync("create");
        var pod = await scope.Registry.FindAsync(PodKind.Resource, scope.Namespace, scope.Info.Name, scope.Cancellation)
            ?? throw StatusException.NotFound(PodKind.Resource.GroupResource, scope.Info.Name);
        if (pod.Map("spec")?.String("nodeName") is not { Length: > 0 } node) throw StatusException.BadRequest($"pod {scope.Info.Name} does not have a host assigned");
        var kubelet = await KubeletAddress.OfNodeAsync(scope.Registry, node, scope.Cancellation);
        await BackendProxy.ToKubeletAsync(scope, kubelet, $"/portForward/{scope.Namespace}/{scope.Info.Name}{scope.Http.Request.QueryString}");
    }
}
