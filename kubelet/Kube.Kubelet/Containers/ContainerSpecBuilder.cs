using k8s.Models;
using Kube.Kubelet.Pods;
using Kube.Kubelet.Runtime;

namespace Kube.Kubelet.Containers;

/// <summary>From a pod's container to all the engine needs to know of it.</summary>
internal sealed class ContainerSpecBuilder(EnvironmentBuilder environments, MountBuilder mounts, long nodeMemory)
{
    /// <exception cref="ConfigException">The container cannot be made as it is specified.</exception>
    public async Task<ContainerSpec> BuildAsync(
        V1Pod pod, V1Container container, int restartCount, SandboxObservation sandbox, RuntimeImage image, PodAddresses addresses,
        CancellationToken cancellationToken)
    {
        var environment = await environments.BuildAsync(pod, container, addresses, cancellationToken);
        var security = SecurityRules.Effective(pod, container, image);
        string? Lookup(string name) => environment.TryGetValue(name, out var value) ? value : null;
        return new ContainerSpec(PodIdentity.Of(pod), container.Name, restartCount, sandbox.Id, container.Image)
        {
            Hash = ContainerHash.Of(container),
            Command = [.. (container.Command ?? []).Select(word => VariableExpansion.Expand(word, Lookup))],
            Args = [.. (container.Args ?? []).Select(word => VariableExpansion.Expand(word, Lookup))],
            Environment = [.. environment],
            WorkingDirectory = container.WorkingDir,
            Mounts = mounts.Build(pod, container, restartCount, Lookup),
            Tty = container.Tty == true,
            Stdin = container.Stdin == true,
            StdinOnce = container.StdinOnce == true,
            Namespaces = new PodNamespaces(pod.Spec.HostNetwork == true, pod.Spec.HostPID == true, pod.Spec.ShareProcessNamespace == true),
            Limits = LimitRules.Of(pod, container, nodeMemory),
            Security = security,
            SupplementalGroups = SecurityRules.Groups(pod),
            StopSignal = container.Lifecycle?.StopSignal ?? "",
        };
    }
}
