using Kube.ApiServer.Errors;
using Kube.ApiServer.Kinds.Core.Pods;
using Kube.ApiServer.Verbs;

namespace Kube.ApiServer.Streaming;

/// <summary>To a port of a pod; the first its containers declare where none is named.</summary>
internal sealed class PodProxySubresource : ProxySubresource
{
    private const int DefaultPort = 80;

    protected override async Task ForwardAsync(RequestScope scope, ProxyName name, string pathAndQuery)
    {
        var pod = await scope.Registry.FindAsync(PodKind.Resource, scope.Namespace, name.Name, scope.Cancellation)
            ?? throw StatusException.NotFound(PodKind.Resource.GroupResource, name.Name);
        var address = pod.Map("status")?.String("podIP") is { Length: > 0 } ip ? ip : throw StatusException.BadRequest("address not allowed");
        var declared = pod.Map("spec")!.Maps("containers").SelectMany(container => container.Maps("ports")).Select(port => port.Long("containerPort")).FirstOrDefault();
        var port = name.Port.Length == 0 ? (int)(declared ?? DefaultPort)
            : int.TryParse(name.Port, out var given) ? given
            : throw StatusException.BadRequest($"invalid pod request \"{scope.Info.Name}\"");
        await ToAddressAsync(scope, address, port, name.IsTls, pathAndQuery);
    }
}
