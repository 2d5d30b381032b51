using k8s.Models;
using Kube.Kubelet.Pods;
using Kube.Machinery.Clients;

namespace Kube.Kubelet.Server.Endpoints;

internal static class PodsEndpoint
{
    public static void Map(WebApplication app, PodManager pods) => app.MapGet("/pods", (RequestDelegate)(async context =>
    {
        var list = new V1PodList { ApiVersion = "v1", Kind = "PodList", Metadata = new V1ListMeta(), Items = [.. pods.Pods] };
        context.Response.ContentType = "application/json";
        await context.Response.Body.WriteAsync(ModelJson.Serialize(list), context.RequestAborted);
    }));
}
