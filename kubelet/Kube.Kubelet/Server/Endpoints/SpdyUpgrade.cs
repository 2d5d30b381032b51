using Microsoft.AspNetCore.Http.Features;

namespace Kube.Kubelet.Server.Endpoints;

internal static class SpdyUpgrade
{
    private const string Protocol = "SPDY/3.1";
    private const string StreamProtocolHeader = "X-Stream-Protocol-Version";

    /// <summary>Answers <c>Upgrade: SPDY/3.1</c> and hands over the connection.</summary>
    /// <exception cref="RequestException">The request is no such upgrade, or offers none of the protocols.</exception>
    public static async Task<Stream> AcceptAsync(HttpContext context, IReadOnlyList<string> protocols)
    {
        var upgrade = context.Features.Get<IHttpUpgradeFeature>();
        if (upgrade is not { IsUpgradableRequest: true } || !context.Request.Headers.Upgrade.ToString().Equals(Protocol, StringComparison.OrdinalIgnoreCase))
            throw new RequestException(StatusCodes.Status400BadRequest, "unable to upgrade: missing upgrade headers in request");
        var offered = context.Request.Headers[StreamProtocolHeader].SelectMany(value => (value ?? "").Split(',', StringSplitOptions.TrimEntries)).ToList();
        var chosen = protocols.FirstOrDefault(offered.Contains)
            ?? throw new RequestException(StatusCodes.Status403Forbidden, $"unable to negotiate protocol: client supports [{string.Join(' ', offered)}], server accepts [{string.Join(' ', protocols)}]");
        context.Response.Headers.Upgrade = Protocol;
        context.Response.Headers[StreamProtocolHeader] = chosen;
        return await upgrade.UpgradeAsync();
    }
}
