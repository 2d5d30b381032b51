using Kube.Kubelet.Cluster;
using Kube.Kubelet.Runtime;
using Kube.Machinery.Events;

namespace Kube.Kubelet.Pods.Steps;

internal static class StopPodStep
{
    public static async Task RunAsync(StopPod action, PodStepContext context, CancellationToken cancellationToken)
    {
        var observed = context.Facts.Observed;
        if (action.SandboxChanged)
            context.Services.Events.Pod(context.Pod, EventTypes.Normal, "SandboxChanged", "Pod sandbox changed, it will be killed and re-created.");
        var deadline = context.Now.AddSeconds(action.GraceSeconds);
        var sidecars = (context.Pod.Spec?.Sidecars() ?? []).Select(sidecar => sidecar.Name).ToList();
        await Task.WhenAll(observed.Running
            .Where(container => !sidecars.Contains(container.Name))
            .Select(container => StopAsync(container, TimeSpan.FromSeconds(action.GraceSeconds))));

        // Sidecars go when nobody needs them any more, the last started first, within what is left of the grace period.
        foreach (var sidecar in observed.Running.Where(container => sidecars.Contains(container.Name)).OrderByDescending(container => sidecars.IndexOf(container.Name)))
        {
            var left = deadline - context.Now;
            await StopAsync(sidecar, left > TimeSpan.Zero ? left : TimeSpan.Zero);
        }

        foreach (var sandbox in observed.Sandboxes.Where(sandbox => sandbox.Running))
            await context.Services.Runtime.StopAsync(sandbox.Id, TimeSpan.Zero, cancellationToken);

        Task StopAsync(ContainerObservation container, TimeSpan grace) =>
            StopContainerStep.StopAsync(container, $"Stopping container {container.Name}", grace, context, cancellationToken);
    }
}
