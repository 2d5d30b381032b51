using Kube.ApiServer.Errors;
using Kube.ApiServer.Hosting;
using Kube.ApiServer.Registry;
using Kube.ApiServer.Storage;

namespace Kube.ApiServer.OwnService;

/// <summary>
/// Keeps <c>default/kubernetes</c> there, and its endpoints in step with the API servers that share the store: upstream's kubernetesservice
/// controller and lease endpoint reconciler. A server that leaves takes itself out, one that dies is taken out by the others when its lease
/// has run out. Looks every ten seconds; ended by <see cref="DisposeAsync"/>.
/// </summary>
internal sealed class OwnServiceLoop(ApiServerOptions options, ResourceRegistry registry, IServerLeases servers, ILogger log) : IAsyncDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    /// <summary>Less than a process that is told to end has left.</summary>
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(1);

    private readonly string _address = AdvertisedAddress.Of(options);
    private readonly CancellationTokenSource _stop = new();
    private Task _running = Task.CompletedTask;

    /// <summary>Goes on in the background from here.</summary>
    public void Start() => _running = RunAsync(_stop.Token);

    /// <summary>Does what is to be done once.</summary>
    public async Task ReconcileAsync(CancellationToken cancellation)
    {
        await servers.RenewAsync(_address, cancellation);
        await KubernetesService.EnsureAsync(options, registry, cancellation);
        await PutEndpointsAsync(cancellation);
    }

    /// <summary>Ends the loop and takes this server out of the endpoints, if that is possible soon; before it stops to answer.</summary>
    public async Task LeaveAsync()
    {
        await EndAsync();
        using var limit = new CancellationTokenSource(Farewell, registry.Time);
        try
        {
            await servers.RemoveAsync(_address, limit.Token);
            await PutEndpointsAsync(limit.Token);
        }
        catch (Exception failure) when (failure is StatusException or StoreException or OperationCanceledException)
        {
            log.LogWarning("this server stays among the endpoints of {Space}/{Name} until others take it out: {Failure}", KubernetesService.Space, KubernetesService.Name, failure.Message);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await EndAsync();
        _stop.Dispose();
    }

    private async Task EndAsync()
    {
        await _stop.CancelAsync();
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task RunAsync(CancellationToken cancellation)
    {
        using var timer = new PeriodicTimer(Interval, registry.Time);
        while (await timer.WaitForNextTickAsync(cancellation))
        {
            try
            {
                await ReconcileAsync(cancellation);
            }
            catch (Exception failure) when (failure is StatusException or StoreException)
            {
                log.LogWarning("the endpoints of {Space}/{Name} could not be brought up to date, trying again: {Failure}", KubernetesService.Space, KubernetesService.Name, failure.Message);
            }
        }
    }

    /// <summary>Several servers may do this at once: who writes last looks again after that, and so has the last word with all of them.</summary>
    private async Task PutEndpointsAsync(CancellationToken cancellation)
    {
        IReadOnlyList<string> written = [];
        // The endpoints of the last server stay, as there is nothing better to name.
        while (await servers.ListAsync(cancellation) is { Count: > 0 } there && !there.SequenceEqual(written))
        {
            await KubernetesEndpoints.PutAsync(registry, there, options.SecurePort, cancellation);
            written = there;
        }
    }
}
