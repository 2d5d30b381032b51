using k8s.Models;
using Kube.Kubelet.Pods;
using Kube.Kubelet.Runtime;
using ContainerState = Kube.Kubelet.Runtime.ContainerState;

namespace Kube.Kubelet.Tests.Pods;

/// <summary>Builds situations a pod can be in.</summary>
internal static class PodFactsBuilder
{
    public static readonly DateTimeOffset Now = new(2026, 5, 1, 12, 0, 0, TimeSpan.Zero);

    public const string SandboxId = "sandbox";

    public static V1Container Container(string name, Action<V1Container>? change = null)
    {
        var container = new V1Container { Name = name, Image = "image" };
        change?.Invoke(container);
        return container;
    }

    public static V1Pod Pod(params V1Container[] containers) => new()
    {
        Metadata = new V1ObjectMeta { Name = "p", NamespaceProperty = "ns", Uid = "uid", Generation = 3 },
        Spec = new V1PodSpec { Containers = containers, RestartPolicy = "Always", TerminationGracePeriodSeconds = 30 },
        Status = new V1PodStatus { Phase = "Pending" },
    };

    /// <summary>A pod whose volumes are mounted and whose sandbox stands.</summary>
    public static PodFacts Facts(V1Pod pod, params ContainerObservation[] containers) =>
        new(pod, new PodObservation([Sandbox()], containers), Now) { VolumesMounted = true, StartTime = Now.AddMinutes(-1) };

    public static SandboxObservation Sandbox(bool running = true) => new(SandboxId, running, 0, Now, "10.0.0.2", HostNetwork: false, Pid: 1);

    public static ContainerObservation Running(V1Container container, int restarts = 0) => Observe(container, ContainerState.Running, restarts);

    public static ContainerObservation Exited(V1Container container, int code, int restarts = 0) =>
        Observe(container, ContainerState.Exited, restarts) with { ExitCode = code, FinishedAt = Now.AddSeconds(-5) };

    private static ContainerObservation Observe(V1Container container, ContainerState state, int restarts) =>
        new($"{container.Name}-{restarts}", container.Name, state)
        {
            Image = container.Image,
            ImageId = "sha256:1",
            RestartCount = restarts,
            Hash = ContainerHash.Of(container),
            SandboxId = SandboxId,
            StartedAt = Now.AddSeconds(-30),
        };
}
