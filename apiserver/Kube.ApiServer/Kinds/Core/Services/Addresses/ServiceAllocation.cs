using Kube.ApiServer.Errors;
using Kube.ApiServer.Validation;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Kinds.Core.Services.Addresses;

/// <summary>Gives one service what it needs and does not have yet.</summary>
internal sealed class ServiceAllocation(IServiceAddresses addresses, JsonMap spec, JsonMap? old, FieldErrors errors)
{
    private static readonly FieldPath Spec = FieldPath.Of("spec");

    public void Run()
    {
        if (ServiceTraits.NeedsClusterIp(spec) && !ServiceTraits.IsHeadless(spec)) AllocateIps();
        if (errors.Count == 0) AllocatePorts();
        if (errors.Count == 0 && ServiceTraits.NeedsHealthCheck(spec)) AllocateHealthCheck();
    }

    private void AllocateIps()
    {
        var had = old?.Strings("clusterIPs") ?? [];
        var wanted = spec.Strings("clusterIPs");
        if (wanted.Count == 0)
        {
            var given = addresses.TakeAnyIp() ?? throw StatusException.Internal("failed to allocate a serviceIP: range is full");
            spec["clusterIP"] = given;
            spec["clusterIPs"] = new JsonList { given };
            return;
        }
        foreach (var ip in wanted.Where(ip => !had.Contains(ip)))
        {
            if (addresses.TakeIp(ip) is { } why) errors.Invalid(Spec.Child("clusterIPs"), new JsonList(wanted), $"failed to allocate IP {ip}: {why}");
        }
    }

    private void AllocatePorts()
    {
        var had = old?.Maps("ports").Select(PortOf).ToHashSet() ?? [];
        // Ports of the nodes are not given where they are not needed, but a client that asks for one gets it.
        var needed = ServiceTraits.NeedsNodePorts(spec);
        if (!needed && spec.Text("type") != "LoadBalancer") return;
        var index = 0;
        foreach (var port in spec.Maps("ports"))
        {
            var here = Spec.Child("ports").Index(index++).Child("nodePort");
            var wanted = PortOf(port);
            if (wanted.Number != 0)
            {
                if (!had.Contains(wanted) && addresses.TakePort(wanted) is { } why) errors.Invalid(here, wanted.Number, why);
            }
            else if (needed) GivePort(port, had);
        }
    }

    /// <summary>The same port of the service gets the same port of the nodes for each of its protocols.</summary>
    private void GivePort(JsonMap port, HashSet<NodePort> had)
    {
        var twin = spec.Maps("ports").FirstOrDefault(other => other != port && other.Number("port") == port.Number("port") && other.Number("nodePort") != 0);
        if (twin is not null)
        {
            var same = new NodePort(port.Text("protocol"), twin.Number("nodePort"));
            if (had.Contains(same) || addresses.TakePort(same) is null)
            {
                port["nodePort"] = same.Number;
                return;
            }
        }
        port["nodePort"] = addresses.TakeAnyPort([port.Text("protocol")]) ?? throw StatusException.Internal("failed to allocate a nodePort: range is full");
    }

    private void AllocateHealthCheck()
    {
        var wanted = spec.Number("healthCheckNodePort");
        if (wanted == 0) spec["healthCheckNodePort"] = addresses.TakeAnyPort(["TCP"]) ?? throw StatusException.Internal("failed to allocate a nodePort: range is full");
        else if (old?.Number("healthCheckNodePort") != wanted && addresses.TakePort(new NodePort("TCP", wanted)) is { } why)
            errors.Invalid(Spec.Child("healthCheckNodePort"), wanted, why);
    }

    private static NodePort PortOf(JsonMap port) => new(port.Text("protocol"), port.Number("nodePort"));
}
