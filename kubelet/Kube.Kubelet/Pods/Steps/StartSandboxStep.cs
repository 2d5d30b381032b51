using Kube.Kubelet.Cluster;
using Kube.Kubelet.Containers;
using Kube.Kubelet.Runtime;
using Kube.Machinery.Events;

namespace Kube.Kubelet.Pods.Steps;

internal static class StartSandboxStep
{
    private const string HostResolvConf = "/etc/resolv.conf";

    public static async Task RunAsync(StartSandbox action, PodStepContext context, CancellationToken cancellationToken)
    {
        var services = context.Services;
        try
        {
            await WriteResolvConfAsync(context, cancellationToken);
            await services.Runtime.StartSandboxAsync(Spec(action, context), cancellationToken);
            context.Memory.Succeeded();
        }
        catch (RuntimeException e)
        {
            services.Events.Pod(context.Pod, EventTypes.Warning, "FailedCreatePodSandBox", $"Failed to create pod sandbox: {e.Message}");
            context.Memory.Failed(context.Now);
        }
    }

    private static SandboxSpec Spec(StartSandbox action, PodStepContext context)
    {
        var spec = context.Pod.Spec;
        return new SandboxSpec(PodIdentity.Of(context.Pod), action.Attempt)
        {
            Hostname = PodHostname.Of(context.Pod, context.Services.Network.NodeName),
            HostNetwork = spec.HostNetwork == true,
            HostPid = spec.HostPID == true,
            HostIpc = spec.HostIPC == true,
            HostPorts = spec.HostNetwork == true ? [] : [.. spec.AllContainers().SelectMany(container => container.Ports ?? []).Where(port => port.HostPort > 0)],
            Sysctls = (spec.SecurityContext?.Sysctls ?? []).ToDictionary(sysctl => sysctl.Name, sysctl => sysctl.Value),
        };
    }

    private static async Task WriteResolvConfAsync(PodStepContext context, CancellationToken cancellationToken)
    {
        var network = context.Services.Network;
        var host = File.Exists(HostResolvConf) ? ResolvConf.Parse(await File.ReadAllTextAsync(HostResolvConf, cancellationToken)) : new ResolvConf([], [], []);
        var path = context.Services.Directories.File(context.Uid, MountBuilder.ResolvConfFileName);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        await File.WriteAllTextAsync(path, ResolvConf.Of(context.Pod, host, network.ClusterDns, network.ClusterDomain).ToString(), cancellationToken);
    }
}
