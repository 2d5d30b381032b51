using k8s.Models;
using Kube.Controllers.Pods;
using Kube.Controllers.Services;
using Kube.Machinery.Informers;

namespace Kube.Controllers.EndpointSlices;

/// <summary>The endpoints a Service shall have, by the ports its pods give it.</summary>
internal sealed class ServiceEndpoints(ObjectCache<V1Node> nodes)
{
    private const string ZoneLabel = "topology.kubernetes.io/zone";

    public IReadOnlyDictionary<SlicePorts, List<V1Endpoint>> Of(V1Service service, IEnumerable<V1Pod> pods, string addressType)
    {
        var endpoints = new Dictionary<SlicePorts, List<V1Endpoint>>();
        foreach (var pod in pods.Where(pod => pod.HasEndpoint(includeTerminating: true)))
        {
            if (pod.AddressOf(addressType) is not { } address)
                continue;
            var ports = new SlicePorts(PortsOf(service, pod));
            if (!endpoints.TryGetValue(ports, out var list))
                endpoints.Add(ports, list = []);
            list.Add(EndpointOf(service, pod, address));
        }
        return endpoints;
    }

    private V1Endpoint EndpointOf(V1Service service, V1Pod pod, string address)
    {
        var serving = pod.IsReady();
        var terminating = pod.IsTerminating();
        var node = string.IsNullOrEmpty(pod.Spec.NodeName) ? null : nodes.Get("", pod.Spec.NodeName);
        return new V1Endpoint
        {
            Addresses = [address],
            Conditions = new V1EndpointConditions
            {
                Ready = service.PublishesNotReady() || (serving && !terminating),
                Serving = serving,
                Terminating = terminating,
            },
            Hostname = pod.HostnameIn(service),
            NodeName = pod.Spec.NodeName,
            TargetRef = ServicePods.ReferenceTo(pod),
            Zone = node?.Metadata.Labels?.TryGetValue(ZoneLabel, out var zone) == true ? zone : null,
        };
    }

    private static IEnumerable<Discoveryv1EndpointPort> PortsOf(V1Service service, V1Pod pod)
        => (service.Spec.Ports ?? []).Select(port => (port, Number: pod.PortOf(port)))
            .Where(found => found.Number is not null)
            .Select(found => new Discoveryv1EndpointPort
            {
                Name = found.port.Name ?? "",
                Port = found.Number,
                Protocol = found.port.Protocol ?? "TCP",
                AppProtocol = found.port.AppProtocol,
            });
}
