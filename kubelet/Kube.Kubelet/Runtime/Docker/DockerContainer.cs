using Docker.DotNet.Models;
using Kube.Kubelet.Linux;

namespace Kube.Kubelet.Runtime.Docker;

internal static class DockerContainer
{
    public static CreateContainerParameters Parameters(ContainerSpec spec, DockerLabels labels)
    {
        var label = labels.OfPod(spec.Pod, DockerLabels.ContainerType, spec.RestartCount);
        label[DockerLabels.ContainerName] = spec.Name;
        label[DockerLabels.SandboxId] = spec.SandboxId;
        label[DockerLabels.Hash] = spec.Hash;
        var sandbox = $"container:{spec.SandboxId}";
        var host = new HostConfig
        {
            NetworkMode = sandbox,
            IpcMode = sandbox,
            UTSMode = spec.Namespaces.HostNetwork ? "host" : "",
            PidMode = spec.Namespaces switch { { HostPid: true } => "host", { ShareProcesses: true } => sandbox, _ => "" },
            Mounts = [.. spec.Mounts.Select(Mount)],
            CPUShares = spec.Limits.CpuShares,
            CPUPeriod = spec.Limits.CpuQuota > 0 ? 100_000 : 0,
            CPUQuota = spec.Limits.CpuQuota,
            Memory = spec.Limits.Memory,
            MemorySwap = spec.Limits.Memory, // no swap beyond the limit
            OomScoreAdj = OomScore.AtLeastAllowed(spec.Limits.OomScoreAdjust),
            GroupAdd = [.. spec.SupplementalGroups.Select(group => $"{group}")],
            LogConfig = new LogConfig { Type = "json-file", Config = new Dictionary<string, string> { ["max-size"] = "10m", ["max-file"] = "5" } },
        };
        DockerSecurity.Apply(host, spec.Security);
        return new CreateContainerParameters
        {
            Name = DockerLabels.Name(spec.Name, spec.Pod, spec.RestartCount),
            Image = spec.Image,
            Entrypoint = spec.Command.Count > 0 ? [.. spec.Command] : null,
            Cmd = spec.Args.Count > 0 ? [.. spec.Args] : null,
            Env = [.. spec.Environment.Select(variable => $"{variable.Key}={variable.Value}")],
            WorkingDir = spec.WorkingDirectory,
            User = DockerSecurity.User(spec.Security),
            Tty = spec.Tty,
            OpenStdin = spec.Stdin,
            StdinOnce = spec.StdinOnce,
            StopSignal = spec.StopSignal.Length > 0 ? spec.StopSignal : null,
            Healthcheck = new HealthConfig { Test = ["NONE"] }, // probes are the kubelet's
            Labels = label,
            HostConfig = host,
        };
    }

    private static Mount Mount(ContainerMount mount) => new()
    {
        Type = "bind",
        Source = mount.HostPath,
        Target = mount.ContainerPath,
        ReadOnly = mount.ReadOnly,
        BindOptions = new BindOptions { Propagation = mount.Propagation ?? "rprivate" },
    };
}
