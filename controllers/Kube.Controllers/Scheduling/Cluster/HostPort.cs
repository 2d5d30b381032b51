using k8s.Models;

namespace Kube.Controllers.Scheduling.Cluster;

/// <summary>A port a pod takes on its node. The address <c>0.0.0.0</c> takes the port on all addresses.</summary>
internal readonly record struct HostPort(string Address, string Protocol, int Port)
{
    private const string AllAddresses = "0.0.0.0";

    public static HostPort[] Of(V1Pod pod) =>
    [
        .. from container in pod.Spec.Containers.Concat((pod.Spec.InitContainers ?? []).Where(init => init.RestartPolicy == "Always"))
           from port in container.Ports ?? []
           where port.HostPort is > 0
           select new HostPort(
               string.IsNullOrEmpty(port.HostIP) ? AllAddresses : port.HostIP,
               string.IsNullOrEmpty(port.Protocol) ? "TCP" : port.Protocol,
               port.HostPort.GetValueOrDefault()),
    ];

    public bool ConflictsWith(HostPort other)
        => Port == other.Port
            && Protocol == other.Protocol
            && (Address == other.Address || Address == AllAddresses || other.Address == AllAddresses);
}
