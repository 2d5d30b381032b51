using k8s.Models;

namespace Kube.Kubelet.Runtime;

internal sealed record SandboxSpec(PodIdentity Pod, int Attempt)
{
    public string Hostname { get; init; } = "";
    public bool HostNetwork { get; init; }
    public bool HostPid { get; init; }
    public bool HostIpc { get; init; }
    public IReadOnlyList<V1ContainerPort> HostPorts { get; init; } = [];
    public IReadOnlyDictionary<string, string> Sysctls { get; init; } = new Dictionary<string, string>();
}
