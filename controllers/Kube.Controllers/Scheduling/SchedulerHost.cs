using k8s;
using k8s.Models;
using Kube.Controllers.Scheduling.Cluster;
using Kube.Controllers.Scheduling.Queueing;
using Kube.Controllers.Scheduling.Watching;
using Kube.Machinery;
using Kube.Machinery.Clients;
using Kube.Machinery.Events;
using Kube.Machinery.Informers;
using Microsoft.Extensions.Logging;

namespace Kube.Controllers.Scheduling;

/// <summary>Runs kube-scheduler with its default profile.</summary>
internal static class SchedulerHost
{
    /// <summary>One kind of each group that is followed.</summary>
    private static readonly ResourceType[] Kinds =
    [
        ResourceType.Of<V1Pod>(), ResourceType.Of<V1ReplicaSet>(), ResourceType.Of<V1PodDisruptionBudget>(), ResourceType.Of<V1StorageClass>(),
    ];

    /// <summary>Schedules pods until cancelled. Leader election is the caller's.</summary>
    public static async Task RunAsync(IKubernetes kubernetes, SchedulerOptions options, CancellationToken cancellationToken)
    {
        var client = new ApiClient(kubernetes);
        var logger = options.Loggers.CreateLogger("Scheduler");
        var informers = new SharedInformers(client, options.Time, options.Loggers.CreateLogger<SharedInformers>());
        var events = new EventRecorder(client, DefaultProfile.SchedulerName, options.Time, logger);
        var calls = new OutgoingCalls();
        var cluster = new ClusterState();
        var queue = new SchedulingQueue(DefaultProfile.Filters.ToDictionary(filter => filter.Name, filter => filter.RequeueHints), new SteadyClock(options.Time));
        var reports = new SchedulerReports(new PodWriter(client), events, calls, options.Time, logger);
        using var scheduler = new Scheduler(cluster, queue, reports, Random.Shared, options.Time, logger);

        var served = await ServedKinds.DiscoverAsync(client, Kinds, options.Time, cancellationToken);
        new ClusterFeed(informers, served, cluster, queue, scheduler.Post).Register();

        var running = Task.WhenAll(informers.RunAsync(cancellationToken), events.RunAsync(cancellationToken), calls.RunAsync(cancellationToken));
        try
        {
            // Before every cache holds its first list, a node or a pod that was not seen yet would be taken for absent.
            await informers.WaitForSyncAsync(cancellationToken);
            await scheduler.RunAsync(cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
        }
        await running;
    }
}
