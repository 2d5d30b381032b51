using k8s.Models;
using Kube.Kubelet.Probes;
using Kube.Kubelet.Runtime;

namespace Kube.Kubelet.Containers;

/// <summary>Runs <c>postStart</c> and <c>preStop</c> (https://kubernetes.io/docs/concepts/containers/container-lifecycle-hooks).</summary>
internal sealed class LifecycleHooks(IContainerRuntime runtime, TimeProvider clock)
{
    /// <exception cref="RuntimeException">The hook failed.</exception>
    public async Task RunAsync(V1LifecycleHandler hook, V1Container container, string containerId, string podIp, CancellationToken cancellationToken)
    {
        if (hook.Exec is { } exec)
        {
            var result = await ContainerCommand.RunAsync(runtime.Streams, containerId, [.. exec.Command ?? []], cancellationToken);
            if (result.ExitCode != 0)
                throw new RuntimeException($"command '{string.Join(' ', exec.Command ?? [])}' exited with {result.ExitCode}: {result.Output}");
        }
        else if (hook.HttpGet is { } get)
        {
            var answer = await HttpProbe.SendAsync(get, container, podIp, cancellationToken);
            if (answer.Code >= 400)
                throw new RuntimeException($"HTTP hook failed with status code: {answer.Code}");
        }
        else if (hook.Sleep is { } sleep)
        {
            await Task.Delay(TimeSpan.FromSeconds(sleep.Seconds), clock, cancellationToken);
        }
    }
}
