using Kube.Kubelet.Cluster;
using Kube.Kubelet.Volumes;
using Kube.Machinery.Events;

namespace Kube.Kubelet.Pods.Steps;

internal static class MountVolumesStep
{
    public static async Task RunAsync(PodStepContext context, CancellationToken cancellationToken)
    {
        try
        {
            await context.Services.Volumes.MountAsync(context.Pod, context.Addresses, cancellationToken);
            context.Memory.VolumesMounted = true;
            context.Memory.Succeeded();
        }
        catch (VolumeException e)
        {
            context.Services.Events.Pod(context.Pod, EventTypes.Warning, "FailedMount", e.Message);
            context.Memory.Failed(context.Now);
        }
    }
}
