using Kube.ApiServer.Errors;
using Kube.ApiServer.Kinds.Core.Endpoints;
using Kube.ApiServer.Kinds.Core.Services;
using Kube.ApiServer.Verbs;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Streaming;

/// <summary>To one of a service's endpoints, chosen by chance.</summary>
internal sealed class ServiceProxySubresource : ProxySubresource
{
    protected override async Task ForwardAsync(RequestScope scope, ProxyName name, string pathAndQuery)
    {
        var service = await scope.Registry.FindAsync(ServiceKind.Resource, scope.Namespace, name.Name, scope.Cancellation)
            ?? throw StatusException.NotFound(ServiceKind.Resource.GroupResource, name.Name);
        var portName = PortName(service, name);
        var endpoints = await scope.Registry.FindAsync(EndpointsKind.Resource, scope.Namespace, name.Name, scope.Cancellation);
        var targets = endpoints?.Maps("subsets").SelectMany(subset => Targets(subset, portName)).ToList() ?? [];
        if (targets.Count == 0) throw StatusException.ServiceUnavailable($"no endpoints available for service \"{scope.Info.Name}\"");
        var (address, port) = targets[Random.Shared.Next(targets.Count)];
        await ToAddressAsync(scope, address, port, name.IsTls, pathAndQuery);
    }

    /// <summary>The name, among the service's ports, of the one that is meant; endpoints know ports by name.</summary>
    private static string PortName(JsonMap service, ProxyName name)
    {
        var ports = service.Map("spec")?.Maps("ports").ToList() ?? [];
        var meant = name.Port.Length == 0 ? ports.FirstOrDefault()
            : ports.Find(port => port.String("name") == name.Port) ?? ports.Find(port => port.Long("port")?.ToString() == name.Port);
        return meant is null
            ? throw StatusException.ServiceUnavailable($"no service port \"{name.Port}\" found for service \"{name.Name}\"")
            : meant.String("name") ?? "";
    }

    private static IEnumerable<(string Address, int Port)> Targets(JsonMap subset, string portName) =>
        from port in subset.Maps("ports")
        where (port.String("name") ?? "") == portName
        from address in subset.Maps("addresses")
        select (address.String("ip")!, (int)(port.Long("port") ?? 0));
}
