using k8s.Models;
using Kube.Kubelet.Cluster;
using Kube.Kubelet.Runtime;
using Kube.Machinery.Events;

namespace Kube.Kubelet.Pods.Steps;

/// <summary><c>preStop</c> and the stop itself share one grace period, of which the stop gets at least two seconds.</summary>
internal static class StopContainerStep
{
    private static readonly TimeSpan LeastGrace = TimeSpan.FromSeconds(2);

    public static Task RunAsync(StopContainer action, PodStepContext context, CancellationToken cancellationToken)
    {
        var grace = action.Grace ?? context.Pod.Spec?.TerminationGracePeriodSeconds ?? 30;
        return StopAsync(action.Container, action.Message, TimeSpan.FromSeconds(grace), context, cancellationToken);
    }

    public static async Task StopAsync(
        ContainerObservation running, string message, TimeSpan grace, PodStepContext context, CancellationToken cancellationToken)
    {
        var services = context.Services;
        var container = context.Pod.Spec?.Container(running.Name);
        if (container is not null)
            services.Events.Container(context.Pod, running.Name, EventTypes.Normal, "Killing", message);
        if (container?.Lifecycle?.PreStop is { } hook && grace > TimeSpan.Zero)
        {
            var began = services.Clock.GetTimestamp();
            await PreStopAsync(hook, container, running, grace, context, cancellationToken);
            var left = grace - services.Clock.GetElapsedTime(began);
            grace = left > LeastGrace ? left : LeastGrace;
        }

        await services.Runtime.StopAsync(running.Id, grace, cancellationToken);
    }

    private static async Task PreStopAsync(
        V1LifecycleHandler hook, V1Container container, ContainerObservation running, TimeSpan grace, PodStepContext context, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(grace, context.Services.Clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            await context.Services.Hooks.RunAsync(hook, container, running.Id, context.Addresses.PodIp, either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // its time is over; the container is stopped all the same
        }
        catch (Exception e) when (e is RuntimeException or HttpRequestException)
        {
            context.Services.Events.Container(context.Pod, container.Name, EventTypes.Warning, "FailedPreStopHook", "PreStopHook failed");
        }
    }
}
