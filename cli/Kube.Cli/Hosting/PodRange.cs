using System.Net;
using System.Net.NetworkInformation;

namespace Kube.Cli.Hosting;

/// <summary>Chooses the addresses of a new cluster's pods: no network of this machine has any of them, another cluster's least of all.</summary>
internal static class PodRange
{
    private const int Count = 256;

    /// <param name="preferred">Where to begin looking; clusters that are made at the same moment should prefer different ones.</param>
    public static string Unused(int preferred) => Unused(
        preferred,
        [.. NetworkInterface.GetAllNetworkInterfaces().SelectMany(network => network.GetIPProperties().UnicastAddresses).Select(unicast => unicast.Address)]);

    public static string Unused(int preferred, IReadOnlyCollection<IPAddress> used) =>
        Enumerable.Range(preferred, Count)
            .Select(number => IPNetwork.Parse($"10.244.{number % Count}.0/24"))
            .First(network => !used.Any(network.Contains))
            .ToString();
}
