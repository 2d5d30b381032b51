using Kube.ApiServer.AddressRepair;
using Kube.ApiServer.AuthenticationTrust;
using Kube.ApiServer.Bootstrap.Policy;
using Kube.ApiServer.OwnService;
using Kube.ApiServer.Registry;
using Kube.ApiServer.Storage;

namespace Kube.ApiServer.Bootstrap;

/// <summary>Makes what every cluster holds before anybody asks for it. Runs at each start; what is there already stays.</summary>
internal sealed class BootstrapTask(
    ResourceRegistry registry, AddressRepairLoop addresses, OwnServiceLoop service, AuthenticationTrustLoop trust, ILogger<BootstrapTask> log)
{
    private volatile bool _done;
    private volatile bool _hasPolicy;

    /// <summary>A health check: null once everything is there.</summary>
    public string? Pending() => _done ? null : "not finished";

    /// <summary>A health check: null once roles and bindings are there.</summary>
    public string? PolicyPending() => _hasPolicy ? null : "not finished";

    /// <exception cref="StoreException">The store failed again and again.</exception>
    public Task RunAsync(CancellationToken cancellation) => new StoreRetry(registry.Time, log).RunAsync(MakeAsync, cancellation);

    private async Task MakeAsync(CancellationToken cancellation)
    {
        await SystemNamespaces.EnsureAsync(registry, cancellation);
        await addresses.RepairAsync(cancellation);
        await Task.WhenAll(new PolicyReconciler(registry).RunAsync(cancellation), SystemPriorityClasses.EnsureAsync(registry, cancellation));
        _hasPolicy = true;
        await Task.WhenAll(service.ReconcileAsync(cancellation), trust.EnsureAsync(cancellation), LegacyTokenTracking.EnsureAsync(registry, cancellation));
        _done = true;
    }
}
