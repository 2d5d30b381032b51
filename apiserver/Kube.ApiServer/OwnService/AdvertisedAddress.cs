using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using Kube.ApiServer.Hosting;

namespace Kube.ApiServer.OwnService;

/// <summary>Where others reach this server: as told, or the machine's first address that is no loopback, which endpoints may not be.</summary>
internal static class AdvertisedAddress
{
    public static string Of(ApiServerOptions options)
    {
        if (options.AdvertiseAddress is { } told) return told;
        if (IPAddress.TryParse(options.BindAddress, out var bound) && !IPAddress.IsLoopback(bound) && !bound.Equals(IPAddress.Any)) return bound.ToString();
        return NetworkInterface.GetAllNetworkInterfaces()
            .Where(card => card.OperationalStatus == OperationalStatus.Up && card.NetworkInterfaceType != NetworkInterfaceType.Loopback)
            .SelectMany(card => card.GetIPProperties().UnicastAddresses)
            .Select(unicast => unicast.Address)
            .FirstOrDefault(address => address.AddressFamily == AddressFamily.InterNetwork && !IPAddress.IsLoopback(address))?.ToString() ?? "127.0.0.1";
    }
}
