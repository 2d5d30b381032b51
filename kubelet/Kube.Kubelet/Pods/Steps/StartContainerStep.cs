using k8s.Models;
using Kube.Kubelet.Cluster;
using Kube.Kubelet.Containers;
using Kube.Kubelet.Runtime;
using Kube.Machinery.Events;

namespace Kube.Kubelet.Pods.Steps;

/// <summary>Image, then container, then <c>postStart</c>; whatever fails becomes the container's waiting reason.</summary>
internal static class StartContainerStep
{
    private static readonly TimeSpan Retry = TimeSpan.FromSeconds(5);

    public static async Task RunAsync(StartContainer action, PodStepContext context, CancellationToken cancellationToken)
    {
        var name = action.Container.Name;
        try
        {
            if (action.Previous is { } previous)
                BackOffOf(context, name).Restarted(previous.FinishedAt, context.Now);
            await StartAsync(action, context, cancellationToken);
            context.Memory.Failures.Remove(name);
        }
        catch (StartException e)
        {
            context.Memory.Failures[name] = e.Failure;
            Fail(context, name, e.Failure.Reason is "ErrImagePull" or "ImagePullBackOff" or "ErrImageNeverPull" ? e.Failure.Reason : e.Message);
        }
    }

    private static async Task StartAsync(StartContainer action, PodStepContext context, CancellationToken cancellationToken)
    {
        var services = context.Services;
        var container = action.Container;
        var sandbox = context.Facts.Observed.ReadySandbox!;
        await WriteHostsFileAsync(context, cancellationToken);
        var image = await services.Images.EnsureAsync(context.Pod, container, cancellationToken);
        var id = await CreateAsync(action, context, sandbox, image, cancellationToken);
        services.Events.Container(context.Pod, container.Name, EventTypes.Normal, "Created", "Container created");
        try
        {
            await services.Runtime.StartContainerAsync(id, cancellationToken);
        }
        catch (RuntimeException e)
        {
            throw new StartException("RunContainerError", $"failed to start container \"{id}\": {e.Message}", context.Now);
        }

        services.Events.Container(context.Pod, container.Name, EventTypes.Normal, "Started", "Container started");
        if (container.Lifecycle?.PostStart is { } hook)
            await PostStartAsync(hook, action, context, id, cancellationToken);
    }

    private static async Task<string> CreateAsync(
        StartContainer action, PodStepContext context, SandboxObservation sandbox, RuntimeImage image, CancellationToken cancellationToken)
    {
        try
        {
            var spec = await context.Services.Specs.BuildAsync(
                context.Pod, action.Container, action.RestartCount, sandbox, image, context.Addresses, cancellationToken);
            return await context.Services.Runtime.CreateContainerAsync(spec, cancellationToken);
        }
        catch (ConfigException e)
        {
            throw new StartException("CreateContainerConfigError", e.Message, context.Now + Retry);
        }
        catch (RuntimeException e)
        {
            throw new StartException("CreateContainerError", e.Message, context.Now + Retry);
        }
    }

    private static async Task PostStartAsync(
        V1LifecycleHandler hook, StartContainer action, PodStepContext context, string id, CancellationToken cancellationToken)
    {
        try
        {
            await context.Services.Hooks.RunAsync(hook, action.Container, id, context.Addresses.PodIp, cancellationToken);
        }
        catch (Exception e) when (e is RuntimeException or HttpRequestException)
        {
            context.Services.Events.Container(context.Pod, action.Container.Name, EventTypes.Warning, "FailedPostStartHook", "PostStartHook failed");
            context.Services.Events.Container(context.Pod, action.Container.Name, EventTypes.Normal, "Killing", "FailedPostStartHook");
            await context.Services.Runtime.StopAsync(id, TimeSpan.FromSeconds(context.Pod.Spec.TerminationGracePeriodSeconds ?? 30), cancellationToken);
            throw new StartException("PostStartHookError", e.Message, context.Now);
        }
    }

    private static async Task WriteHostsFileAsync(PodStepContext context, CancellationToken cancellationToken)
    {
        var path = context.Services.Directories.File(context.Uid, MountBuilder.HostsFileName);
        if (File.Exists(path) && context.Facts.Observed.Containers.Any(container => container.SandboxId == context.Facts.Observed.ReadySandbox!.Id))
            return;
        var network = context.Services.Network;
        var text = context.Pod.Spec.HostNetwork == true
            ? HostsFile.OfHostNetwork(context.Pod, await File.ReadAllTextAsync("/etc/hosts", cancellationToken))
            : HostsFile.Of(
                context.Pod,
                context.Addresses.PodIp,
                PodHostname.Of(context.Pod, network.NodeName),
                PodHostname.FullOf(context.Pod, network.NodeName, network.ClusterDomain));
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        await File.WriteAllTextAsync(path, text, cancellationToken);
    }

    private static void Fail(PodStepContext context, string container, string message) =>
        context.Services.Events.Container(context.Pod, container, EventTypes.Warning, "Failed", $"Error: {message}");

    private static RestartBackOff BackOffOf(PodStepContext context, string container)
    {
        if (!context.Memory.BackOffs.TryGetValue(container, out var backOff))
            context.Memory.BackOffs[container] = backOff = new RestartBackOff();
        return backOff;
    }
}
