using System.Buffers.Binary;
using System.Net;

namespace Kube.Controllers.NodeIpam;

/// <summary>Divides an IPv4 range into equal smaller ones.</summary>
internal sealed class CidrPool
{
    private readonly uint _first;
    private readonly int _mask;
    private readonly int _count;

    /// <exception cref="FormatException">The range is no IPv4 range that can be divided so.</exception>
    public CidrPool(string range, int mask)
    {
        var network = IPNetwork.Parse(range);
        if (network.BaseAddress.AddressFamily != System.Net.Sockets.AddressFamily.InterNetwork || mask < network.PrefixLength || mask > 30)
            throw new FormatException($"cannot divide {range} into ranges of size /{mask}");
        _first = BinaryPrimitives.ReadUInt32BigEndian(network.BaseAddress.GetAddressBytes());
        _mask = mask;
        _count = 1 << Math.Min(30, mask - network.PrefixLength);
    }

    /// <summary>The first range not taken, or null when all are.</summary>
    public string? FirstFree(IReadOnlySet<string> taken)
    {
        for (var i = 0; i < _count; i++)
        {
            var address = new byte[4];
            BinaryPrimitives.WriteUInt32BigEndian(address, _first + ((uint)i << (32 - _mask)));
            var range = $"{new IPAddress(address)}/{_mask}";
            if (!taken.Contains(range))
                return range;
        }
        return null;
    }
}
