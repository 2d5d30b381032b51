using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;

namespace Kube.Kubelet.Options;

internal static class NodeAddress
{
    /// <summary>The IPv4 address of the interface with a default route, else of any, else loopback.</summary>
    public static string Default()
    {
        var up = NetworkInterface.GetAllNetworkInterfaces()
            .Where(network => network.OperationalStatus == OperationalStatus.Up && network.NetworkInterfaceType != NetworkInterfaceType.Loopback)
            .Select(network => network.GetIPProperties())
            .OrderByDescending(network => network.GatewayAddresses.Any(gateway => gateway.Address.AddressFamily == AddressFamily.InterNetwork));
        return (up.SelectMany(network => network.UnicastAddresses).Select(unicast => unicast.Address)
            .FirstOrDefault(address => address.AddressFamily == AddressFamily.InterNetwork) ?? IPAddress.Loopback).ToString();
    }
}
