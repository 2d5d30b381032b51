using Kube.Kubelet.Runtime;

namespace Kube.Kubelet.Server.Endpoints;

internal static class AttachEndpoint
{
    public static void Map(WebApplication app, ContainerFinder finder, IContainerRuntime runtime) =>
        app.MapContainer("attach", context => ServeAsync(context, finder, runtime));

    private static async Task ServeAsync(HttpContext context, ContainerFinder finder, IContainerRuntime runtime)
    {
        var container = await finder.FindRunningAsync(context);
        await CommandSession.ServeAsync(context, options =>
            runtime.Streams.AttachAsync(container.Id, options.Stdin && container.Stdin, context.RequestAborted));
    }
}
