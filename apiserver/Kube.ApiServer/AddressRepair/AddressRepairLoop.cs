using Kube.ApiServer.Errors;
using Kube.ApiServer.Kinds;
using Kube.ApiServer.Kinds.Core.Services;
using Kube.ApiServer.Kinds.Core.Services.Addresses;
using Kube.ApiServer.Kinds.Networking.IpAddresses;
using Kube.ApiServer.Kinds.Networking.ServiceCidrs;
using Kube.ApiServer.Registry;
using Kube.ApiServer.Storage;

namespace Kube.ApiServer.AddressRepair;

/// <summary>
/// Keeps services and the claims of their addresses in step. Looks once a second whether anything changed, which costs nothing when
/// nothing did, and now and then all the same; ended by <see cref="DisposeAsync"/>.
/// </summary>
internal sealed class AddressRepairLoop(ResourceRegistry registry, DefaultServiceCidr cidr, ServiceRepair services, ClaimCleanup claims, ILogger log) : IAsyncDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(10);

    private readonly SettledClaims _settled = new(registry);
    private readonly CancellationTokenSource _stop = new();
    private Task _running = Task.CompletedTask;

    /// <summary>Goes on in the background from here.</summary>
    public void Start() => _running = RunAsync(_stop.Token);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }

    /// <summary>Compares everything once.</summary>
    /// <returns>Whether something has to be looked at again though nothing changes.</returns>
    public async Task<bool> RepairAsync(CancellationToken cancellation)
    {
        await cidr.EnsureAsync(cancellation);
        foreach (var service in registry.Cache(ServiceKind.Resource).Current.Enumerate())
        {
            if (!_settled.IsSettled(service)) await services.RepairAsync(ObjectCodec.Decode(service.Json, ServiceKind.Resource.Type), cancellation);
        }
        var again = false;
        foreach (var resource in (Resource[])[IpAddressKind.Resource, ServiceClaims.NodePortResource])
        {
            foreach (var claim in registry.Cache(resource).Current.Enumerate())
            {
                if (!_settled.IsSettled(resource, claim)) again |= await claims.CleanAsync(resource, claim, cancellation);
            }
        }
        return again;
    }

    private async Task RunAsync(CancellationToken cancellation)
    {
        using var timer = new PeriodicTimer(Interval, registry.Time);
        var (seen, again, looked) = (0L, false, registry.Time.GetTimestamp());
        while (await timer.WaitForNextTickAsync(cancellation))
        {
            var newest = Newest();
            if (newest == seen && !(again && registry.Time.GetElapsedTime(looked) > LongestPause)) continue;
            (seen, looked) = (newest, registry.Time.GetTimestamp());
            try
            {
                again = await RepairAsync(cancellation);
            }
            catch (Exception failure) when (failure is StatusException or StoreException)
            {
                log.LogWarning("service addresses could not be repaired, trying again: {Failure}", failure.Message);
                seen = 0;
            }
        }
    }

    private long Newest() =>
        ((Resource[])[ServiceKind.Resource, ServiceCidrKind.Resource, IpAddressKind.Resource, ServiceClaims.NodePortResource]).Max(resource => registry.Cache(resource).LastChange);
}
