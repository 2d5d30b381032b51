using Kube.ApiServer.Hosting;
using Kube.ApiServer.Registry;

namespace Kube.ApiServer.Bootstrap;

/// <summary>Makes what every cluster holds before anybody asks for it. Runs at each start; what is there already stays.</summary>
internal sealed class BootstrapTask(ApiServerOptions options, ResourceRegistry registry)
{
    private volatile bool _done;

    /// <summary>A health check: null once everything is there.</summary>
    public string? Pending() => _done ? null : "not finished";

    public async Task RunAsync(CancellationToken cancellation)
    {
        await SystemNamespaces.EnsureAsync(registry, cancellation);
        if (Kinds.BuiltInResources.All.Any(resource => resource.Plural == "endpointslices")) await KubernetesService.EnsureAsync(options, registry, cancellation);
        _done = true;
    }
}
