using System.Globalization;
using System.Text;
using Kube.Kubelet.Pods;

namespace Kube.Kubelet.Server.Endpoints;

/// <summary>A few of upstream's metrics, in Prometheus' text format.</summary>
internal static class MetricsEndpoint
{
    public static void Map(WebApplication app, PodManager pods) => app.MapGet("/metrics", (RequestDelegate)(async context =>
    {
        var known = pods.Pods;
        var statuses = known.SelectMany(pod => pod.Status?.ContainerStatuses ?? []).ToList();
        var text = new StringBuilder();
        Gauge(text, "kubelet_running_pods", "Number of pods that have a running pod sandbox", known.Count(pod => pod.Status?.Phase == PodPhase.Running));
        Gauge(text, "kubelet_running_containers", "Number of containers currently running", statuses.Count(status => status.State?.Running is not null));
        Gauge(text, "process_resident_memory_bytes", "Resident memory size in bytes.", Environment.WorkingSet);
        context.Response.ContentType = "text/plain; version=0.0.4; charset=utf-8";
        await context.Response.WriteAsync(text.ToString(), context.RequestAborted);
    }));

    private static void Gauge(StringBuilder text, string name, string help, long value) =>
        text.Append(CultureInfo.InvariantCulture, $"# HELP {name} {help}\n# TYPE {name} gauge\n{name} {value}\n");
}
