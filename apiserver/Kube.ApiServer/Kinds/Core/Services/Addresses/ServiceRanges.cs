using System.Net;
using System.Net.Sockets;

namespace Kube.ApiServer.Kinds.Core.Services.Addresses;

/// <summary>What there is to give: <c>--service-cluster-ip-range</c> and <c>--service-node-port-range</c>.</summary>
/// <param name="LowPort">The first port of the nodes' range.</param>
/// <param name="HighPort">The last one, inclusive.</param>
internal sealed record ServiceRanges(IPNetwork Network, long LowPort, long HighPort)
{
    public static ServiceRanges Default { get; } = new(IPNetwork.Parse("10.96.0.0/16"), 30000, 32767);

    /// <summary>Addresses to give, without that of the network itself and the broadcast address.</summary>
    public uint Size => Network.PrefixLength >= 31 ? 0 : (uint)((1UL << (32 - Network.PrefixLength)) - 2);

    /// <summary>The first addresses are left to those who ask for one by number, as long as others are free: KEP-3070.</summary>
    public uint StaticIps => Math.Min(Math.Max(16, Size / 16), 256);

    /// <summary>The same for the nodes' ports: KEP-3668.</summary>
    public long StaticPorts => HighPort - LowPort + 1 < 16 ? 0 : Math.Min(Math.Max(16, (HighPort - LowPort + 1) / 32), 128);

    /// <summary>The address at a place in the range, counted from 1, which is the API server's own.</summary>
    public string Ip(uint place)
    {
        var number = ToNumber(Network.BaseAddress) + place;
        return new IPAddress([(byte)(number >> 24), (byte)(number >> 16), (byte)(number >> 8), (byte)number]).ToString();
    }

    public bool Holds(IPAddress address) => address.AddressFamily == AddressFamily.InterNetwork && Network.Contains(address);

    private static uint ToNumber(IPAddress address)
    {
        var bytes = address.GetAddressBytes();
        return ((uint)bytes[0] << 24) | ((uint)bytes[1] << 16) | ((uint)bytes[2] << 8) | bytes[3];
    }
}
