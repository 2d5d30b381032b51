using Kube.ApiServer.Http;

namespace Kube.ApiServer.Metrics;

/// <summary><c>/metrics</c>, in the text form every Prometheus reads.</summary>
internal sealed class MetricsHandler(ServerMetrics metrics) : IPathHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext http, string path)
    {
        if (path is not "/metrics") return false;
        http.Response.ContentType = "text/plain; version=0.0.4; charset=utf-8; escaping=underscores";
        await metrics.WriteAsync(http.Response.Body, http.RequestAborted);
        return true;
    }
}
