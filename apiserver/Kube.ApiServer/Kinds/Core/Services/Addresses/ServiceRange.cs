using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace Kube.ApiServer.Kinds.Core.Services.Addresses;

/// <summary>The addresses of one network that services can have.</summary>
internal sealed class ServiceRange
{
    private const int MinStatic = 16;
    private const int MaxStatic = 256;

    private readonly IPNetwork _network;
    private readonly UInt128 _base;
    private readonly UInt128 _all;

    public ServiceRange(IPNetwork network)
    {
        _network = network;
        _base = ToNumber(network.BaseAddress);
        var hostBits = (IsIPv6 ? 128 : 32) - network.PrefixLength;
        // Wider networks of IPv6 than a /64 are refused where they are configured.
        _all = UInt128.One << Math.Min(hostBits, 64);
    }

    public bool IsIPv6 => _network.BaseAddress.AddressFamily == AddressFamily.InterNetworkV6;

    /// <summary>The first place is 1: the network's own address is nobody's, and neither is IPv4's broadcast address.</summary>
    public ulong Size => (ulong)(_all - (_all < 4 ? _all : IsIPv6 ? UInt128.One : 2));

    /// <summary>The first addresses are left to those who ask for one by number, as long as others are free: KEP-3070.</summary>
    public ulong StaticSize => _all <= MinStatic ? 0 : (ulong)UInt128.Clamp(_all / 16, MinStatic, MaxStatic);

    /// <summary>The address at a place in the range, counted from 1.</summary>
    public string Address(ulong place)
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, _base + place);
        return new IPAddress(IsIPv6 ? bytes : bytes[12..]).ToString();
    }

    /// <summary>Whether the network contains it at all.</summary>
    public bool Contains(IPAddress address) => _network.Contains(address);

    /// <summary>Whether a service can have it.</summary>
    public bool Gives(IPAddress address) => Contains(address) && ToNumber(address) - _base is var place && place >= 1 && place <= Size;

    public override string ToString() => _network.ToString();

    private static UInt128 ToNumber(IPAddress address)
    {
        Span<byte> bytes = stackalloc byte[16];
        bytes.Clear();
        address.TryWriteBytes(address.AddressFamily == AddressFamily.InterNetworkV6 ? bytes : bytes[12..], out _);
        return BinaryPrimitives.ReadUInt128BigEndian(bytes);
    }
}
