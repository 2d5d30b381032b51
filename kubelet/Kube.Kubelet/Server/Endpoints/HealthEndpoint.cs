namespace Kube.Kubelet.Server.Endpoints;

internal static class HealthEndpoint
{
    public static void Map(WebApplication app) => app.MapGet("/healthz", (RequestDelegate)(context => context.Response.WriteAsync("ok", context.RequestAborted)));
}
