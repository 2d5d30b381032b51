using Prometheus;

namespace Kube.ApiServer.Metrics;

/// <summary>One request under way, from its beginning to <see cref="Dispose"/>.</summary>
internal readonly struct RequestMeasure(HttpContext http, RequestMetrics.Series? series, Gauge.Child? underWay, TimeProvider time) : IDisposable
{
    private readonly long _began = time.GetTimestamp();

    public void Dispose()
    {
        underWay?.Dec();
        series?.Record(http.Response.StatusCode, time.GetElapsedTime(_began), http.Response.ContentLength);
    }
}
