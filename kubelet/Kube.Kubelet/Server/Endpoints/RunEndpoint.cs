using Kube.Kubelet.Containers;
using Kube.Kubelet.Runtime;

namespace Kube.Kubelet.Server.Endpoints;

/// <summary><c>POST /run</c>: runs a command and answers with its output.</summary>
internal static class RunEndpoint
{
    public static void Map(WebApplication app, ContainerFinder finder, IContainerRuntime runtime) => app.MapContainer("run", async context =>
    {
        var container = await finder.FindRunningAsync(context);
        var command = context.Request.Query["cmd"].ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var (_, output) = await ContainerCommand.RunAsync(runtime.Streams, container.Id, command, context.RequestAborted);
        await context.Response.WriteAsync(output, context.RequestAborted);
    });
}
