using Kube.Kubelet.Runtime;
using Kube.Kubelet.Streaming;

namespace Kube.Kubelet.Server.Endpoints;

/// <summary><c>/portForward</c>: SPDY on the upgraded connection, or tunnelled in a WebSocket as kubectl does since 1.31.</summary>
internal static class PortForwardEndpoint
{
    private const string TunnelProtocol = $"SPDY/3.1+{PortForwarder.Protocol}";

    public static void Map(WebApplication app, ContainerFinder finder, IContainerRuntime runtime)
    {
        foreach (var path in new[] { "/portForward/{namespace}/{pod}", "/portForward/{namespace}/{pod}/{uid}" })
            app.MapMethods(path, ["GET", "POST"], EndpointExtensions.Guarded(context => ServeAsync(context, finder, runtime)));
    }

    private static async Task ServeAsync(HttpContext context, ContainerFinder finder, IContainerRuntime runtime)
    {
        var (pod, observed) = await finder.FindPodAsync(context);
        var sandbox = observed.ReadySandbox
            ?? throw new RequestException(StatusCodes.Status400BadRequest, $"unable to forward port because pod is not running. Current status={pod.Status?.Phase}");
        var forwarder = new PortForwarder(runtime.Streams, sandbox, pod.Metadata.Name);
        if (!context.WebSockets.IsWebSocketRequest)
        {
            await using var transport = await SpdyUpgrade.AcceptAsync(context, [PortForwarder.Protocol]);
            await forwarder.RunAsync(transport, context.RequestAborted);
            return;
        }

        if (!context.WebSockets.WebSocketRequestedProtocols.Contains(TunnelProtocol))
            throw new RequestException(StatusCodes.Status400BadRequest, $"unable to upgrade: only {TunnelProtocol} is supported");
        using var socket = await TunnelUpgrade.AcceptAsync(context, TunnelProtocol);
        await using var tunnel = new WebSocketTunnel(socket);
        await forwarder.RunAsync(tunnel, context.RequestAborted);
    }
}
