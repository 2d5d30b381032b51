using Kube.OpenApi.Json;

namespace Kube.ApiServer.Kinds.Core.Services.Addresses;

/// <summary>What one stored service has.</summary>
internal sealed record ServiceClaim(IReadOnlyList<string> Ips, IReadOnlyList<NodePort> Ports)
{
    public static ServiceClaim Of(JsonMap service)
    {
        var spec = service.Spec();
        var ports = spec.Maps("ports").Where(port => port.Number("nodePort") != 0).Select(port => new NodePort(port.Text("protocol"), port.Number("nodePort"))).ToList();
        if (spec.Number("healthCheckNodePort") is var check and not 0) ports.Add(new NodePort("TCP", check));
        return new ServiceClaim([.. spec.Strings("clusterIPs").Where(ip => ip != ServiceTraits.Headless)], ports);
    }
}
