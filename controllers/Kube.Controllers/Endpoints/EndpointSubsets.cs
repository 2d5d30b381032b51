using k8s.Models;
using Kube.Controllers.Pods;
using Kube.Controllers.Services;

namespace Kube.Controllers.Endpoints;

/// <summary>Computes the subsets of an Endpoints object: ports with the same addresses share one (upstream's RepackSubsets).</summary>
internal static class EndpointSubsets
{
    public static IList<V1EndpointSubset>? Of(V1Service service, IEnumerable<V1Pod> pods)
    {
        var family = service.AddressTypes()[0];
        var byPort = new Dictionary<PortKey, List<(V1EndpointAddress Address, bool Ready)>>();
        foreach (var pod in pods.Where(pod => pod.HasEndpoint(includeTerminating: service.PublishesNotReady())))
        {
            if (pod.AddressOf(family) is not { } ip)
                continue;
            var entry = (AddressOf(service, pod, ip), service.PublishesNotReady() || pod.IsReady());
            foreach (var port in PortsOf(service, pod))
            {
                if (!byPort.TryGetValue(port, out var addresses))
                    byPort.Add(port, addresses = []);
                addresses.Add(entry);
            }
        }
        var subsets = byPort
            .GroupBy(entry => string.Join(' ', entry.Value.Select(item => $"{item.Address.Ip}/{item.Address.TargetRef.Uid}/{item.Ready}").Order(StringComparer.Ordinal)))
            .Select(group => Subset(group.Select(entry => entry.Key), group.First().Value))
            .OrderBy(subset => subset.Ports?.FirstOrDefault()?.Port).ThenBy(subset => subset.Ports?.FirstOrDefault()?.Name, StringComparer.Ordinal)
            .ToList();
        return subsets.Count == 0 ? null : subsets;
    }

    private static IEnumerable<PortKey> PortsOf(V1Service service, V1Pod pod)
    {
        // A headless Service without ports still has addresses.
        if (service.Spec.Ports is not { Count: > 0 } ports)
            return service.IsHeadless() ? [default] : [];
        return ports.Select(port => (port, Number: pod.PortOf(port)))
            .Where(found => found.Number is not null)
            .Select(found => new PortKey(found.port.Name, found.Number!.Value, found.port.Protocol ?? "TCP", found.port.AppProtocol));
    }

    private static V1EndpointAddress AddressOf(V1Service service, V1Pod pod, string ip) => new()
    {
        Ip = ip,
        Hostname = pod.HostnameIn(service),
        NodeName = pod.Spec.NodeName,
        TargetRef = ServicePods.ReferenceTo(pod),
    };

    private static V1EndpointSubset Subset(IEnumerable<PortKey> ports, List<(V1EndpointAddress Address, bool Ready)> addresses) => new()
    {
        Addresses = Sorted(addresses.Where(entry => entry.Ready)),
        NotReadyAddresses = Sorted(addresses.Where(entry => !entry.Ready)),
        Ports = ports.Where(port => port != default)
            .OrderBy(port => port.Number).ThenBy(port => port.Name, StringComparer.Ordinal)
            .Select(port => new Corev1EndpointPort { Name = port.Name, Port = port.Number, Protocol = port.Protocol, AppProtocol = port.AppProtocol })
            .ToList() is { Count: > 0 } list ? list : null,
    };

    private static List<V1EndpointAddress>? Sorted(IEnumerable<(V1EndpointAddress Address, bool Ready)> entries)
        => entries.Select(entry => entry.Address)
            .OrderBy(address => address.Ip, StringComparer.Ordinal).ThenBy(address => address.TargetRef.Uid, StringComparer.Ordinal)
            .ToList() is { Count: > 0 } list ? list : null;

    private readonly record struct PortKey(string? Name, int Number, string Protocol, string? AppProtocol);
}
