using Kube.Kubelet.Runtime;

namespace Kube.Kubelet.Server.Endpoints;

internal static class ExecEndpoint
{
    public static void Map(WebApplication app, ContainerFinder finder, IContainerRuntime runtime) =>
        app.MapContainer("exec", context => ServeAsync(context, finder, runtime));

    private static async Task ServeAsync(HttpContext context, ContainerFinder finder, IContainerRuntime runtime)
    {
        var container = await finder.FindRunningAsync(context);
        string[] command = [.. context.Request.Query["command"].Select(word => word ?? "")];
        if (command.Length == 0)
            throw new RequestException(StatusCodes.Status400BadRequest, "you must specify at least 1 command");
        await CommandSession.ServeAsync(context, options =>
            runtime.Streams.ExecAsync(container.Id, new ExecRequest(command, options.Stdin, options.Tty), context.RequestAborted));
    }
}
