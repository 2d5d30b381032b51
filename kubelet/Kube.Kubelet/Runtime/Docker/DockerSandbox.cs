using Docker.DotNet.Models;
using Kube.Kubelet.Linux;

namespace Kube.Kubelet.Runtime.Docker;

internal static class DockerSandbox
{
    private const string ContainerName = "POD";

    public static CreateContainerParameters Parameters(SandboxSpec spec, DockerLabels labels, string network)
    {
        var label = labels.OfPod(spec.Pod, DockerLabels.SandboxType, spec.Attempt);
        label[DockerLabels.ContainerName] = ContainerName;
        return new CreateContainerParameters
        {
            Name = DockerLabels.Name(ContainerName, spec.Pod, spec.Attempt),
            Image = PauseImage.Name,
            Hostname = spec.HostNetwork ? null : spec.Hostname,
            Labels = label,
            ExposedPorts = spec.HostPorts.Select(Port).Distinct().ToDictionary(port => port, _ => default(EmptyStruct)),
            HostConfig = new HostConfig
            {
                NetworkMode = spec.HostNetwork ? "host" : network,
                UTSMode = spec.HostNetwork ? "host" : "",
                PidMode = spec.HostPid ? "host" : "",
                IpcMode = spec.HostIpc ? "host" : "shareable",
                PortBindings = spec.HostPorts.GroupBy(Port).ToDictionary(group => group.Key, group => (IList<PortBinding>)
                    [.. group.Select(port => new PortBinding { HostIP = port.HostIP ?? "", HostPort = $"{port.HostPort}" })]),
                Sysctls = spec.Sysctls.ToDictionary(),
                OomScoreAdj = OomScore.AtLeastAllowed(-998),
                CPUShares = 2,
                SecurityOpt = ["no-new-privileges"],
                LogConfig = new LogConfig { Type = "none" },
            },
        };
    }

    private static string Port(k8s.Models.V1ContainerPort port) => $"{port.ContainerPort}/{(port.Protocol ?? "TCP").ToLowerInvariant()}";
}
