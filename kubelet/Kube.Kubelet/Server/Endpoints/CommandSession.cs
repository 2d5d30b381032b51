using Kube.Kubelet.Runtime;
using Kube.Kubelet.Streaming;

namespace Kube.Kubelet.Server.Endpoints;

/// <summary>Upgrades an exec or attach request, by WebSocket or SPDY, and serves it.</summary>
internal static class CommandSession
{
    public static async Task ServeAsync(HttpContext context, Func<CommandOptions, Task<IContainerSession>> open)
    {
        var options = CommandOptions.Of(context.Request.Query);
        if (!options.Stdin && !options.Stdout && !options.Stderr)
            throw new RequestException(StatusCodes.Status400BadRequest, "you must specify at least 1 of stdin, stdout, stderr");
        await using var channels = await UpgradeAsync(context, options);
        try
        {
            await using var session = await open(options);
            await CommandPump.RunAsync(session, channels, options, context.RequestAborted);
        }
        catch (RuntimeException e)
        {
            await channels.WriteAsync(CommandChannel.Status, CommandStatus.OfFailure($"error executing command in container: {e.Message}"), context.RequestAborted);
        }
    }

    private static async Task<ICommandChannels> UpgradeAsync(HttpContext context, CommandOptions options)
    {
        if (context.WebSockets.IsWebSocketRequest)
        {
            var protocol = WebSocketChannels.Protocols.FirstOrDefault(context.WebSockets.WebSocketRequestedProtocols.Contains)
                ?? throw new RequestException(StatusCodes.Status400BadRequest, $"unable to upgrade: none of the protocols {string.Join(", ", context.WebSockets.WebSocketRequestedProtocols)} is supported");
            var channels = new WebSocketChannels(await context.WebSockets.AcceptWebSocketAsync(protocol));
            // An empty message tells the client that the session stands.
            await channels.WriteAsync(options.Stdout ? CommandChannel.Output : options.Stderr ? CommandChannel.Error : CommandChannel.Status, default, context.RequestAborted);
            return channels;
        }

        return await SpdyChannels.OpenAsync(await SpdyUpgrade.AcceptAsync(context, SpdyChannels.Protocols), options, context.RequestAborted);
    }
}
