using System.Text;
using Microsoft.IdentityModel.Tokens;

namespace Kube.ApiServer.Authentication.Tokens;

/// <summary>
/// The token browsers must send as a WebSocket subprotocol, since they cannot set headers: apiserver's
/// <c>request/websocket.ProtocolAuthenticator</c>.
/// </summary>
internal static class WebSocketToken
{
    private const string Prefix = "base64url.bearer.authorization.k8s.io.";

    /// <summary>Takes the token off the request, so that no subprotocol of that name is negotiated.</summary>
    /// <returns>Null when there is none, or nothing that could be one; there has to be another protocol beside it.</returns>
    public static string? Take(HttpRequest request)
    {
        if (!request.HttpContext.WebSockets.IsWebSocketRequest && !IsUpgrade(request)) return null;
        var protocols = request.Headers.SecWebSocketProtocol.SelectMany(header => (header ?? "").Split(',', StringSplitOptions.TrimEntries)).ToList();
        var shown = protocols.Find(protocol => protocol.StartsWith(Prefix, StringComparison.Ordinal));
        if (shown is null || protocols.Count == 1) return null;
        try
        {
            var token = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(Base64UrlEncoder.DecodeBytes(shown[Prefix.Length..]));
            protocols.Remove(shown);
            request.Headers.SecWebSocketProtocol = string.Join(',', protocols);
            return token.Length == 0 ? null : token;
        }
        catch (Exception wrong) when (wrong is FormatException or ArgumentException)
        {
            return null;
        }
    }

    private static bool IsUpgrade(HttpRequest request) => request.Headers.Upgrade.ToString().Equals("websocket", StringComparison.OrdinalIgnoreCase);
}
