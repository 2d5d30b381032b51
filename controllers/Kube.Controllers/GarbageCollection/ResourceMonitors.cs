using Kube.Machinery.Clients;
using Kube.Machinery.Informers;
using Microsoft.Extensions.Logging;

namespace Kube.Controllers.GarbageCollection;

/// <summary>
/// One watch of the metadata of each resource that can be watched and deleted, feeding the graph. Discovery is asked again
/// every 30 s, so that resources that appear or vanish with their definitions are followed.
/// </summary>
internal sealed class ResourceMonitors(
    ApiClient client, ResourceKinds kinds, OwnershipGraph graph, TimeProvider time, ILogger logger)
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(30);

    private readonly Dictionary<ResourceType, Monitor> _monitors = [];
    private readonly TaskCompletionSource _synced = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes when the first lists of all resources are in the graph.</summary>
    public Task Synced => _synced.Task;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (!cancellationToken.IsCancellationRequested)
            {
                try
                {
                    await RefreshAsync(cancellationToken);
                }
                catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
                {
                    logger.LogWarning("discovery: {Failure}", failure.Message);
                }
                await Task.Delay(_synced.Task.IsCompleted ? Period : TimeSpan.FromMilliseconds(200), time, cancellationToken);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
        }
        finally
        {
            await Task.WhenAll(_monitors.Values.Select(monitor => monitor.StopAsync()));
        }
    }

    private async Task RefreshAsync(CancellationToken cancellationToken)
    {
        var served = await Discovery.ResourcesAsync(client, cancellationToken);
        kinds.Replace(served);
        var wanted = Discovery.Preferred(served)
            .Where(resource => resource.Supports("list", "watch", "delete") && resource.Type.Plural != "events")
            .Select(resource => resource.Type).ToHashSet();

        foreach (var gone in _monitors.Keys.Except(wanted).ToList())
        {
            _monitors.Remove(gone, out var monitor);
            await monitor!.StopAsync();
        }
        foreach (var added in wanted.Except(_monitors.Keys).ToList())
            _monitors.Add(added, Start(added, cancellationToken));
        await WaitForSyncAsync(cancellationToken);
        _synced.TrySetResult();
    }

    /// <summary>A resource that cannot be listed holds the others up for half a minute, not for ever.</summary>
    private async Task WaitForSyncAsync(CancellationToken cancellationToken)
    {
        try
        {
            await Task.WhenAll(_monitors.Values.Select(monitor => monitor.Informer.Synced)).WaitAsync(Period, time, cancellationToken);
        }
        catch (TimeoutException)
        {
            var missing = _monitors.Where(entry => !entry.Value.Informer.HasSynced).Select(entry => entry.Key.Plural);
            logger.LogWarning("going on without {Resources}, which could not be listed", string.Join(", ", missing));
        }
    }

    private Monitor Start(ResourceType resource, CancellationToken cancellationToken)
    {
        var source = new ListWatch<PartialObjectMetadata>(client, InformerOptions.MetadataOf(resource));
        var informer = new Informer<PartialObjectMetadata>(source, time, logger).Handle(new InformerHandler<PartialObjectMetadata>
        {
            Added = obj => graph.Store(obj, resource),
            Updated = (_, obj) => graph.Store(obj, resource),
            Deleted = obj => graph.Remove(obj.Metadata.Uid),
        });
        return new Monitor(informer, cancellationToken);
    }

    private sealed class Monitor
    {
        private readonly CancellationTokenSource _stop;
        private readonly Task _running;

        public Monitor(Informer<PartialObjectMetadata> informer, CancellationToken cancellationToken)
        {
            Informer = informer;
            _stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            _running = Task.Run(() => informer.RunAsync(_stop.Token), CancellationToken.None);
        }

        public Informer<PartialObjectMetadata> Informer { get; }

        public async Task StopAsync()
        {
            await _stop.CancelAsync();
            await _running;
            _stop.Dispose();
        }
    }
}
