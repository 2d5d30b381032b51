using System.Collections.Concurrent;
using Kube.ApiServer.Discovery;
using Kube.ApiServer.Http;
using Prometheus;

namespace Kube.ApiServer.Metrics;

/// <summary>
/// Counts, durations and sizes of requests (upstream's <c>endpoints/metrics</c>). Only what is served gets a series of its own, so a stranger
/// cannot make them many; the series of a request are found in one look-up.
/// </summary>
internal sealed class RequestMetrics
{
    private static readonly string[] Labels = ["verb", "group", "version", "resource", "subresource", "scope", "component"];

    private readonly ConcurrentDictionary<RequestLabels, Series> _series = new();
    private readonly ResourceCatalog _catalog;
    private readonly TimeProvider _time;
    private readonly Counter _total;
    private readonly Histogram _durations;
    private readonly Histogram _sizes;
    private readonly Gauge _longRunning;
    private readonly Gauge.Child _reading;
    private readonly Gauge.Child _mutating;

    public RequestMetrics(MetricFactory factory, ResourceCatalog catalog, TimeProvider time)
    {
        (_catalog, _time) = (catalog, time);
        _total = factory.CreateCounter("apiserver_request_total", "Requests by verb, dry run value, resource and HTTP response code.", [.. Labels, "dry_run", "code"]);
        _durations = factory.CreateHistogram("apiserver_request_duration_seconds", "How long answers took, in seconds.", [.. Labels, "dry_run"], new HistogramConfiguration
        {
            Buckets = [0.005, 0.025, 0.05, 0.1, 0.2, 0.4, 0.6, 0.8, 1, 1.25, 1.5, 2, 3, 4, 5, 6, 8, 10, 15, 20, 30, 45, 60],
        });
        _sizes = factory.CreateHistogram("apiserver_response_sizes", "Sizes of the answers to reads, in bytes.", Labels, new HistogramConfiguration { Buckets = Histogram.ExponentialBuckets(1000, 10, 7) });
        _longRunning = factory.CreateGauge("apiserver_longrunning_requests", "Long-running requests under way: watches, sessions and followed logs.", Labels);
        var inFlight = factory.CreateGauge("apiserver_current_inflight_requests", "Requests under way, by kind; long-running ones do not count.", ["request_kind"]);
        (_reading, _mutating) = (inFlight.WithLabels("readOnly"), inFlight.WithLabels("mutating"));
    }

    /// <summary>A request begins; what is returned is disposed of when it has been answered.</summary>
    public RequestMeasure Begin(HttpContext http, RequestInfo info)
    {
        var labels = RequestLabels.Of(http.Request, info);
        if (!_series.TryGetValue(labels, out var series)) series = Add(labels, info);
        var underWay = labels.LongRunning ? series?.LongRunning : info.Verb is "get" or "list" or "watch" || !info.IsResource ? _reading : _mutating;
        underWay?.Inc();
        return new RequestMeasure(http, series, underWay, _time);
    }

    private Series? Add(RequestLabels labels, RequestInfo info)
    {
        if (info.IsResource && !IsServed(info)) return null;
        if (!info.IsResource && !labels.IsKnownPath) return null;
        string[] values = [labels.Verb, labels.Group, labels.Version, labels.Resource, labels.Subresource, labels.Scope, info.IsResource ? "apiserver" : ""];
        return _series.GetOrAdd(labels, _ => new Series(
            code => _total.WithLabels([.. values, labels.DryRun, code.ToString()]),
            _durations.WithLabels([.. values, labels.DryRun]),
            labels.Verb is "GET" or "LIST" ? _sizes.WithLabels(values) : null,
            labels.LongRunning ? _longRunning.WithLabels(values) : null));
    }

    private bool IsServed(RequestInfo info) =>
        _catalog.Find(info.Group, info.Version, info.Resource) is { } resource && (info.Subresource.Length == 0 || resource.Subresource(info.Subresource) is not null);

    /// <summary>Where the requests of one set of labels are counted.</summary>
    internal sealed class Series(Func<int, Counter.Child> counter, Histogram.Child duration, Histogram.Child? size, Gauge.Child? longRunning)
    {
        private readonly ConcurrentDictionary<int, Counter.Child> _codes = new();

        public Gauge.Child? LongRunning => longRunning;

        public void Record(int code, TimeSpan elapsed, long? bytes)
        {
            _codes.GetOrAdd(code, counter).Inc();
            duration.Observe(elapsed.TotalSeconds);
            if (bytes is { } known) size?.Observe(known);
        }
    }
}
