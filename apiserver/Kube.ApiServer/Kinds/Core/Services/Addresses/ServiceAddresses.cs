using System.Security.Cryptography;
using Kube.ApiServer.Kinds.Rules;

namespace Kube.ApiServer.Kinds.Core.Services.Addresses;

/// <summary>
/// Knows what is taken from the services that are stored, and keeps what it gave within the last minute besides, until the
/// write that asked for it has been seen there. So nothing has to be given back: a failed write is forgotten by itself, and
/// a restart starts from the truth.
/// </summary>
/// <param name="stored">The specs of all stored services, as they are now.</param>
internal sealed class ServiceAddresses(ServiceRanges ranges, Func<IEnumerable<ServiceClaim>> stored, TimeProvider time) : IServiceAddresses
{
    private static readonly TimeSpan WriteTime = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, long> _ips = new(StringComparer.Ordinal);
    private readonly Dictionary<NodePort, long> _ports = [];

    public string? TakeIp(string ip)
    {
        if (!IpRules.TryParse(ip, out var address) || !ranges.Holds(address)) return "the provided network does not match the current range";
        lock (_lock)
        {
            Forget();
            if (_ips.ContainsKey(ip) || TakenIps().Contains(ip)) return "provided IP is already allocated";
            _ips[ip] = time.GetTimestamp();
            return null;
        }
    }

    public string? TakeAnyIp()
    {
        lock (_lock)
        {
            Forget();
            var taken = TakenIps();
            // Place 1 is the API server's own and lies among the static ones.
            return TakeIpFrom(ranges.StaticIps + 1, ranges.Size, taken) ?? TakeIpFrom(2, Math.Min(ranges.StaticIps, ranges.Size), taken);
        }
    }

    public string? TakePort(NodePort port)
    {
        if (port.Number < ranges.LowPort || port.Number > ranges.HighPort)
            return $"provided port is not in the valid range. The range of valid ports is {ranges.LowPort}-{ranges.HighPort}";
        lock (_lock)
        {
            Forget();
            if (_ports.ContainsKey(port) || TakenPorts().Contains(port)) return "provided port is already allocated";
            _ports[port] = time.GetTimestamp();
            return null;
        }
    }

    public long? TakeAnyPort(IReadOnlyList<string> protocols)
    {
        lock (_lock)
        {
            Forget();
            var taken = TakenPorts();
            var firstDynamic = ranges.LowPort + ranges.StaticPorts;
            return TakePortFrom(firstDynamic, ranges.HighPort, protocols, taken) ?? TakePortFrom(ranges.LowPort, firstDynamic - 1, protocols, taken);
        }
    }

    private string? TakeIpFrom(uint low, uint high, HashSet<string> taken)
    {
        if (low > high) return null;
        var count = high - low + 1;
        var start = (uint)RandomNumberGenerator.GetInt32((int)Math.Min(count, int.MaxValue));
        for (uint step = 0; step < count; step++)
        {
            var ip = ranges.Ip(low + ((start + step) % count));
            if (taken.Contains(ip) || !_ips.TryAdd(ip, time.GetTimestamp())) continue;
            return ip;
        }
        return null;
    }

    private long? TakePortFrom(long low, long high, IReadOnlyList<string> protocols, HashSet<NodePort> taken)
    {
        if (low > high) return null;
        var count = high - low + 1;
        var start = RandomNumberGenerator.GetInt32((int)count);
        for (var step = 0; step < count; step++)
        {
            var number = low + ((start + step) % count);
            var wanted = protocols.Select(protocol => new NodePort(protocol, number)).ToList();
            if (wanted.Exists(port => taken.Contains(port) || _ports.ContainsKey(port))) continue;
            foreach (var port in wanted) _ports[port] = time.GetTimestamp();
            return number;
        }
        return null;
    }

    private HashSet<string> TakenIps() => stored().SelectMany(claim => claim.Ips).ToHashSet(StringComparer.Ordinal);

    private HashSet<NodePort> TakenPorts() => stored().SelectMany(claim => claim.Ports).ToHashSet();

    private void Forget()
    {
        foreach (var (ip, _) in _ips.Where(given => time.GetElapsedTime(given.Value) > WriteTime).ToList()) _ips.Remove(ip);
        foreach (var (port, _) in _ports.Where(given => time.GetElapsedTime(given.Value) > WriteTime).ToList()) _ports.Remove(port);
    }
}
