using System.Security.Cryptography;
using Kube.ApiServer.Kinds.Rules;

namespace Kube.ApiServer.Kinds.Core.Services.Addresses;

/// <summary>
/// Finds addresses and node ports that are free. Nothing is reserved: what was found is claimed by the write that stores the service
/// (<see cref="ServiceClaims"/>), which fails when another claimed it meanwhile, and then is made again with another one.
/// </summary>
/// <param name="ranges">The ranges of all ready ServiceCIDRs.</param>
/// <param name="ipTaken">Whether an IPAddress of this name is known.</param>
/// <param name="portTaken">Whether a claim of this port is known.</param>
internal sealed class ServiceAddresses(Func<IReadOnlyList<ServiceRange>> ranges, Func<string, bool> ipTaken, NodePortRange ports, Func<long, bool> portTaken)
{
    /// <summary>Why a certain address cannot be had, or null.</summary>
    public string? CheckIp(string ip)
    {
        if (!IpRules.TryParse(ip, out var address) || ranges().Where(range => range.Contains(address)).ToList() is not { Count: > 0 } containing)
            return "the provided network does not match the current range";
        if (!containing.Exists(range => range.Gives(address))) return $"the provided IP ({ip}) is not in the valid range. The range of valid IPs is {containing[0]}";
        return ipTaken(address.ToString()) ? "provided IP is already allocated" : null;
    }

    /// <summary>Any free IPv4 address; null when there is none left.</summary>
    public string? FindIp()
    {
        foreach (var range in ranges().Where(range => !range.IsIPv6))
        {
            var found = FindIp(range, range.StaticSize + 1, range.Size) ?? FindIp(range, 1, Math.Min(range.StaticSize, range.Size));
            if (found is not null) return found;
        }
        return null;
    }

    /// <summary>Why a certain port of the nodes cannot be had, or null.</summary>
    /// <param name="own">Ports the same service was just given.</param>
    public string? CheckPort(long port, IReadOnlySet<long> own)
    {
        if (!ports.Contains(port)) return $"provided port is not in the valid range. The range of valid ports is {ports}";
        return own.Contains(port) || portTaken(port) ? "provided port is already allocated" : null;
    }

    /// <summary>Any free port of the nodes; null when there is none left.</summary>
    /// <param name="own">Ports the same service was just given.</param>
    public long? FindPort(IReadOnlySet<long> own)
    {
        var firstDynamic = ports.Low + ports.StaticSize;
        return FindPort(firstDynamic, ports.High, own) ?? FindPort(ports.Low, firstDynamic - 1, own);
    }

    private string? FindIp(ServiceRange range, ulong low, ulong high)
    {
        if (low > high) return null;
        var count = high - low + 1;
        // Beyond what fits an int a random start is as good anywhere.
        var start = (ulong)RandomNumberGenerator.GetInt32((int)Math.Min(count, int.MaxValue));
        for (ulong step = 0; step < count; step++)
        {
            var ip = range.Address(low + ((start + step) % count));
            if (!ipTaken(ip)) return ip;
        }
        return null;
    }

    private long? FindPort(long low, long high, IReadOnlySet<long> own)
    {
        if (low > high) return null;
        var count = high - low + 1;
        var start = RandomNumberGenerator.GetInt32((int)count);
        for (var step = 0; step < count; step++)
        {
            var port = low + ((start + step) % count);
            if (!own.Contains(port) && !portTaken(port)) return port;
        }
        return null;
    }
}
