using System.Net.WebSockets;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http.Features;

namespace Kube.Kubelet.Server.Endpoints;

/// <summary>
/// The WebSocket handshake (RFC 6455, section 4.2.2) done by hand, because ASP.NET refuses a subprotocol with a slash in
/// its name, and the one of Kubernetes' port-forward tunnel has one.
/// </summary>
internal static class TunnelUpgrade
{
    private const string HandshakeGuid = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    private static readonly TimeSpan KeepAlive = TimeSpan.FromSeconds(30);

    public static async Task<WebSocket> AcceptAsync(HttpContext context, string protocol)
    {
        var headers = context.Response.Headers;
        headers.Upgrade = "websocket";
        headers.SecWebSocketAccept = Answer(context.Request.Headers.SecWebSocketKey.ToString());
        headers.SecWebSocketProtocol = protocol;
        var stream = await context.Features.GetRequiredFeature<IHttpUpgradeFeature>().UpgradeAsync();
        return WebSocket.CreateFromStream(stream, new WebSocketCreationOptions { IsServer = true, KeepAliveInterval = KeepAlive });
    }

#pragma warning disable CA5350 // RFC 6455 wants SHA-1; nothing secret rests on it.
    private static string Answer(string key) => Convert.ToBase64String(SHA1.HashData(Encoding.ASCII.GetBytes(key + HandshakeGuid)));
#pragma warning restore CA5350
}
