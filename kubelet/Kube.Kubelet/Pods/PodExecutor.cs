using Kube.Kubelet.Pods.Steps;

namespace Kube.Kubelet.Pods;

/// <summary>Does what a plan says.</summary>
internal static class PodExecutor
{
    public static Task RunAsync(PodAction action, PodStepContext context, CancellationToken cancellationToken) => action switch
    {
        MountVolumes => MountVolumesStep.RunAsync(context, cancellationToken),
        StartSandbox start => StartSandboxStep.RunAsync(start, context, cancellationToken),
        StartContainer start => StartContainerStep.RunAsync(start, context, cancellationToken),
        StopContainer stop => StopContainerStep.RunAsync(stop, context, cancellationToken),
        StopPod stop => StopPodStep.RunAsync(stop, context, cancellationToken),
        UnmountVolumes => UnmountAsync(context),
        ForgetPod => ForgetPodStep.RunAsync(context, cancellationToken),
        RemoveContainer remove => context.Services.Runtime.RemoveAsync(remove.Id, cancellationToken),
        _ => throw new InvalidOperationException($"unknown action {action}"),
    };

    private static Task UnmountAsync(PodStepContext context)
    {
        context.Services.Volumes.Unmount(context.Uid);
        context.Memory.VolumesMounted = false;
        return Task.CompletedTask;
    }
}
