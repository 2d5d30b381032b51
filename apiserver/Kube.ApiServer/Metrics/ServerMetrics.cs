using Kube.ApiServer.Discovery;
using Kube.ApiServer.Registry;
using Prometheus;

namespace Kube.ApiServer.Metrics;

/// <summary>What one server counts about itself, under upstream's metric names (instrumentation's metrics reference).</summary>
internal sealed class ServerMetrics
{
    private readonly CollectorRegistry _registry = Prometheus.Metrics.NewCustomRegistry();

    public ServerMetrics(ResourceCatalog catalog, ResourceCaches caches, TimeProvider time)
    {
        var factory = Prometheus.Metrics.WithCustomRegistry(_registry);
        factory.ExemplarBehavior = ExemplarBehavior.NoExemplars();
        BuildInfo.Register(factory);
        Requests = new RequestMetrics(factory, catalog, time);
        Access = new AccessMetrics(factory);
        Audit = new AuditMetrics(factory);
        var objects = new ObjectMetrics(factory, catalog, caches);
        var process = new ProcessMetrics(factory);
        _registry.AddBeforeCollectCallback(objects.Collect);
        _registry.AddBeforeCollectCallback(process.Collect);
    }

    public RequestMetrics Requests { get; }

    public AccessMetrics Access { get; }

    public AuditMetrics Audit { get; }

    /// <summary>Writes all of it in Prometheus' text form.</summary>
    public Task WriteAsync(Stream output, CancellationToken cancellation) => _registry.CollectAndExportAsTextAsync(output, cancellation);
}
