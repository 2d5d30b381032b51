using System.Net;
using System.Net.Sockets;

namespace Kube.ApiServer.Audit.Events;

/// <summary>
/// Where a request came from, the last hop last: X-Forwarded-For, X-Real-Ip and the connection (apimachinery's <c>util/net.SourceIPs</c>). All but the
/// last can be made up by the client; what is no address is left out.
/// </summary>
internal static class SourceAddresses
{
    public static IReadOnlyList<string> Of(HttpRequest request, IPAddress? remote)
    {
        var addresses = new List<IPAddress>();
        foreach (var hop in First(request.Headers["X-Forwarded-For"]).Split(','))
        {
            if (Parse(hop.Trim()) is { } address) addresses.Add(address);
        }
        if (Parse(First(request.Headers["X-Real-Ip"])) is { } real && !addresses.Contains(real)) addresses.Add(real);
        if (remote is not null && Plain(remote) is var last && (addresses.Count == 0 || !addresses[^1].Equals(last))) addresses.Add(last);
        return [.. addresses.Select(address => address.ToString())];
    }

    private static string First(Microsoft.Extensions.Primitives.StringValues values) => values is [{ } value, ..] ? value : "";

    private static IPAddress? Parse(string text)
    {
        // What Go takes for an address has no zone and, for IPv4, four parts.
        if (text.Contains('%') || !IPAddress.TryParse(text, out var address)) return null;
        return address.AddressFamily == AddressFamily.InterNetwork && text.Count(character => character == '.') != 3 ? null : Plain(address);
    }

    private static IPAddress Plain(IPAddress address) => address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
}
