using Kube.ApiServer.Errors;
using Kube.ApiServer.Validation;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Kinds.Core.Services.Addresses;

/// <summary>Gives one service what it needs and does not have yet: <c>pkg/registry/core/service/storage/alloc.go</c>.</summary>
internal sealed class ServiceAllocation(ServiceAddresses addresses, JsonMap spec, JsonMap? old, FieldErrors errors)
{
    private static readonly FieldPath Spec = FieldPath.Of("spec");

    private readonly HashSet<long> _had = old is null ? [] : [.. ServiceClaims.NodePorts(old)];
    private readonly HashSet<long> _given = [];

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
            var given = addresses.FindIp() ?? throw StatusException.Internal("failed to allocate a serviceIP: range is full");
            spec["clusterIP"] = given;
            spec["clusterIPs"] = new JsonList { given };
            return;
        }
        foreach (var ip in wanted.Where(ip => !had.Contains(ip)))
        {
            if (addresses.CheckIp(ip) is { } why) errors.Invalid(Spec.Child("clusterIPs"), new JsonList(wanted), $"failed to allocate IP {ip}: {why}");
        }
    }

    private void AllocatePorts()
    {
        // Ports of the nodes are not given where they are not needed, but a client that asks for one gets it.
        var needed = ServiceTraits.NeedsNodePorts(spec);
        if (!needed && spec.Text("type") != "LoadBalancer") return;
        var ofPort = new Dictionary<long, long>();
        var index = 0;
        foreach (var port in spec.Maps("ports"))
        {
            var here = Spec.Child("ports").Index(index++).Child("nodePort");
            var wanted = port.Number("nodePort");
            // The same port of the service gets the same port of the nodes for each of its protocols.
            var shared = wanted == 0 ? SharedPort(port, ofPort) : ofPort.GetValueOrDefault(port.Number("port")) == wanted ? wanted : 0;
            if (wanted == 0 && needed) port["nodePort"] = shared != 0 ? shared : Find();
            else if (wanted != 0 && shared == 0) Take(wanted, here);
            if (port.Number("nodePort") is var number and not 0) ofPort.TryAdd(port.Number("port"), number);
        }
    }

    private long SharedPort(JsonMap port, Dictionary<long, long> ofPort)
    {
        var number = port.Number("port");
        if (ofPort.TryGetValue(number, out var known)) return known;
        var asked = spec.Maps("ports").Where(other => other.Number("port") == number).Select(other => other.Number("nodePort")).FirstOrDefault(wanted => wanted != 0);
        if (asked == 0 || _had.Contains(asked)) return asked;
        if (addresses.CheckPort(asked, _given) is not null) return 0;
        _given.Add(asked);
        return asked;
    }

    private void AllocateHealthCheck()
    {
        var wanted = spec.Number("healthCheckNodePort");
        if (wanted == 0) spec["healthCheckNodePort"] = Find();
        else Take(wanted, Spec.Child("healthCheckNodePort"));
    }

    private void Take(long wanted, FieldPath here)
    {
        if (_had.Contains(wanted)) return;
        if (addresses.CheckPort(wanted, _given) is { } why) errors.Invalid(here, wanted, why);
        else _given.Add(wanted);
    }

    private long Find()
    {
        // What the service had and is giving up is not free before this write is done.
        var given = addresses.FindPort(_given) ?? throw StatusException.Internal("failed to allocate a nodePort: range is full");
        _given.Add(given);
        return given;
    }
}
