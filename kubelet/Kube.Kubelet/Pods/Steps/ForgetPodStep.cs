namespace Kube.Kubelet.Pods.Steps;

/// <summary>Volumes first: a pod is gone from the API only when none of its data is left here.</summary>
internal static class ForgetPodStep
{
    public static async Task RunAsync(PodStepContext context, CancellationToken cancellationToken)
    {
        var services = context.Services;
        var observed = context.Facts.Observed;
        await Task.WhenAll(observed.Containers.Select(container => services.Runtime.RemoveAsync(container.Id, cancellationToken)));
        await Task.WhenAll(observed.Sandboxes.Select(sandbox => services.Runtime.RemoveAsync(sandbox.Id, cancellationToken)));
        services.Volumes.Unmount(context.Uid);
        if (Directory.Exists(services.Directories.Of(context.Uid)))
            Directory.Delete(services.Directories.Of(context.Uid), recursive: true);
        services.Images.Forget(context.Uid);
        if (!context.Facts.Gone)
            services.Reporter.Remove(context.Pod);
    }
}
